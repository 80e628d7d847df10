/** Health, metrics and traces. Classes that need an optional library are loaded only where it is present. */
@NullMarked
package org.journeyguard.telemetry;

import org.jspecify.annotations.NullMarked;
