/** CDI: the user as a bean. */
@NullMarked
package org.journeyguard.cdi;

import org.jspecify.annotations.NullMarked;
