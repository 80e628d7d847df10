/** Reads, decrypts and verifies JSON Web Tokens (RFC 7515 to 7519). */
@NullMarked
package org.journeyguard.internal.jwt;

import org.jspecify.annotations.NullMarked;
