/** Reads the configuration. */
@NullMarked
package org.journeyguard.internal.config;

import org.jspecify.annotations.NullMarked;
