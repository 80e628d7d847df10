/** Stores sessions, their tokens, and the marks of ended ones. */
@NullMarked
package org.journeyguard.internal.store;

import org.jspecify.annotations.NullMarked;
