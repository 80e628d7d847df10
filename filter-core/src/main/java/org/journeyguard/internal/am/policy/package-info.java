/** AM's policies. */
@NullMarked
package org.journeyguard.internal.am.policy;

import org.jspecify.annotations.NullMarked;
