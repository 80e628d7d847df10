/** Keeps a slow or failing server from using up threads: circuit breaker, limits, single flight, pauses, background tasks. */
@NullMarked
package org.journeyguard.internal.resilience;

import org.jspecify.annotations.NullMarked;
