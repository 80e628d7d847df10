/** The containers on which the library is at home. */
@NullMarked
package org.journeyguard.it.container;

import org.jspecify.annotations.NullMarked;
