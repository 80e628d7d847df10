/** The types of callbacks, by AM's names. Test to read first: {@code CallbacksTest}. */
@NullMarked
package org.journeyguard.journey.callback;

import org.jspecify.annotations.NullMarked;
