/** The entry to everything that AM is asked. */
@NullMarked
package org.journeyguard.am;

import org.jspecify.annotations.NullMarked;
