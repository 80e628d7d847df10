/** Validates credentials of every kind by a chain: tombstones, cache, single flight, and limits. */
@NullMarked
package org.journeyguard.internal.validation;

import org.jspecify.annotations.NullMarked;
