/** Builds an application's guard from its capabilities, and decides about requests with it. Independent of servlets. */
@NullMarked
package org.journeyguard.internal.guard;

import org.jspecify.annotations.NullMarked;
