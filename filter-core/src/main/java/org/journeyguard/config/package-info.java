/** The configuration: read once, validated whole, immutable. */
@NullMarked
package org.journeyguard.config;

import org.jspecify.annotations.NullMarked;
