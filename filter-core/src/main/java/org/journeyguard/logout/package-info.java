/** The end of a session: steps, report and tombstones. */
@NullMarked
package org.journeyguard.logout;

import org.jspecify.annotations.NullMarked;
