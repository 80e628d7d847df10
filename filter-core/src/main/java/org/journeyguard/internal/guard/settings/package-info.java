/** Reads an application's settings, for one AM or for several tenants, and refuses those that contradict each other. */
@NullMarked
package org.journeyguard.internal.guard.settings;

import org.jspecify.annotations.NullMarked;
