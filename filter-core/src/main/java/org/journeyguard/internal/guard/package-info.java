/** Wires an application's guard by capability, and decides about requests with it. Knows no servlets. */
@NullMarked
package org.journeyguard.internal.guard;

import org.jspecify.annotations.NullMarked;
