/** CDI: the current user as a bean, and events. */
@NullMarked
package org.journeyguard.cdi;

import org.jspecify.annotations.NullMarked;
