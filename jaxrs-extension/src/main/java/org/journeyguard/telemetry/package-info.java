/** Health, metrics and traces, by what the container has: no class of it is loaded where it is not there. */
@NullMarked
package org.journeyguard.telemetry;

import org.jspecify.annotations.NullMarked;
