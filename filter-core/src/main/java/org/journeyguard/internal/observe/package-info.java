/** Dispatches events to observers and the audit log, and tracks the current request. */
@NullMarked
package org.journeyguard.internal.observe;

import org.jspecify.annotations.NullMarked;
