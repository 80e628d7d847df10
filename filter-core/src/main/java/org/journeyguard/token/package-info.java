/** OAuth 2.0 and OpenID Connect tokens: what they must be, and checking those that are JWTs with AM's public keys. */
@NullMarked
package org.journeyguard.token;

import org.jspecify.annotations.NullMarked;
