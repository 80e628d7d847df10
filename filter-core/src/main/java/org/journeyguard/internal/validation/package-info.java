/** What validating has in common for all kinds of credential: tombstones, cache, single flight, and limits. */
@NullMarked
package org.journeyguard.internal.validation;

import org.jspecify.annotations.NullMarked;
