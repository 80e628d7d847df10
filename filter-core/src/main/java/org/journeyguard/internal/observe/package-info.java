/** Tells observers and the audit log what happens, and knows the current request. */
@NullMarked
package org.journeyguard.internal.observe;

import org.jspecify.annotations.NullMarked;
