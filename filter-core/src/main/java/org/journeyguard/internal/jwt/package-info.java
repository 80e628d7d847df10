/** JSON Web Tokens: their form, keys, signatures, encryption and claims (RFC 7515 to 7519). */
@NullMarked
package org.journeyguard.internal.jwt;

import org.jspecify.annotations.NullMarked;
