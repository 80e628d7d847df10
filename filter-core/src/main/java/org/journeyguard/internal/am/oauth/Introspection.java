package org.journeyguard.internal.am.oauth;

import org.journeyguard.Claims;

/**
 * AM's answer about a token (RFC 7662). {@code toString()} shows no secret.
 *
 * @param claims what AM states; none where the answer is signed
 * @param jwt the signed answer (RFC 9701); empty where it is not signed
 */
public record Introspection(Claims claims, String jwt) {
    @Override
    public String toString() {
        return "Introspection(" + claims + ")";
    }
}
