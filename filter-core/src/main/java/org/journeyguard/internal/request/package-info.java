/** A request as rules see it, and the rules of paths. Pure. */
@NullMarked
package org.journeyguard.internal.request;

import org.jspecify.annotations.NullMarked;
