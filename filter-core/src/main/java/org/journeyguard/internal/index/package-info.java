/** Finds the sessions of an application by AM's names for them: the {@code sid} and {@code sub} of their ID tokens. */
@NullMarked
package org.journeyguard.internal.index;

import org.jspecify.annotations.NullMarked;
