/** Looks up settings, and collects their faults. */
@NullMarked
package org.journeyguard.internal.config;

import org.jspecify.annotations.NullMarked;
