/** Decides about requests, from their facts alone. Pure. */
@NullMarked
package org.journeyguard.internal.policy;

import org.jspecify.annotations.NullMarked;
