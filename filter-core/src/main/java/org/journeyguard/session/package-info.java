/** Validating SSO tokens: rules, cache and single flight. */
@NullMarked
package org.journeyguard.session;

import org.jspecify.annotations.NullMarked;
