/** Who hears of what happens: the audit log, and the observers that the application brings. */
@NullMarked
package org.journeyguard.observe;

import org.jspecify.annotations.NullMarked;
