/** Stores tokens and the marks of ended sessions in memory. */
@NullMarked
package org.journeyguard.internal.store;

import org.jspecify.annotations.NullMarked;
