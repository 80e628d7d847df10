/** Decides by AM's policies what users may do. Test to read first: {@code AmPoliciesTest}. */
@NullMarked
package org.journeyguard.internal.authorization;

import org.jspecify.annotations.NullMarked;
