/** Validates the access tokens that requests bring. */
@NullMarked
package org.journeyguard.internal.bearer;

import org.jspecify.annotations.NullMarked;
