/** The entry to everything that AM is asked. */
@NullMarked
package org.journeyguard.internal.am;

import org.jspecify.annotations.NullMarked;
