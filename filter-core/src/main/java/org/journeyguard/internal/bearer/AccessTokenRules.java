package org.journeyguard.internal.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;

/**
 * Checks whether a JWT from AM is an access token, for us, and valid now (RFC 9068, 4; RFC 7519, 4.1). Pure: no clock, no I/O. AM states
 * {@code expires_in} in milliseconds and itself uses only {@code exp}, so only {@code exp} is used here.
 */
public final class AccessTokenRules {
    private static final String WITH_TYPE = "at+jwt";
    private static final Set<String> TYPES = Set.of("", "jwt", WITH_TYPE, "application/" + WITH_TYPE);

    private AccessTokenRules() {}

    /**
     * The requirements on a token.
     *
     * @param issuer exactly as AM's discovery document states it
     * @param audiences one of them must be the token's
     * @param realm as AM writes it, {@code /} or {@code /alpha/sub}
     * @param clockSkew by how much AM's clock may differ from ours
     */
    public record Expected(String issuer, Set<String> audiences, String realm, Duration clockSkew) {}

    /**
     * Returns what is wrong with a token; empty when nothing is.
     *
     * @param type the header's {@code typ}; empty when there is none
     */
    public static Optional<String> fault(Claims claims, String type, Expected expected, Instant now) {
        String typ = type.toLowerCase(Locale.ROOT);
        if (!TYPES.contains(typ)) {
            return Optional.of("not of an access token's type");
        }
        if (!isAccessToken(claims, typ)) {
            return Optional.of("not an access token");
        }
        if (!claims.text("iss").equals(Optional.of(expected.issuer()))) {
            return Optional.of("from another issuer");
        }
        if (Collections.disjoint(claims.texts("aud"), expected.audiences())) {
            return Optional.of("for another audience");
        }
        if (claims.names().contains("realm") && !claims.text("realm").equals(Optional.of(expected.realm()))) {
            return Optional.of("of another realm");
        }
        return faultInTime(claims, expected.clockSkew(), now);
    }

    /** AM signs refresh and ID tokens with the same key, for the same audience, and with the same type. */
    private static boolean isAccessToken(Claims claims, String typ) {
        return claims.names().contains("tokenName")
                ? claims.text("tokenName").equals(Optional.of("access_token"))
                : typ.endsWith(WITH_TYPE);
    }

    private static Optional<String> faultInTime(Claims claims, Duration clockSkew, Instant now) {
        Optional<Instant> end = claims.time("exp");
        if (end.isEmpty()) {
            return Optional.of("without an end");
        }
        if (!now.isBefore(end.get().plus(clockSkew))) {
            return Optional.of("expired");
        }
        if (!claims.names().contains("nbf")) {
            return Optional.empty();
        }
        boolean begun = claims.time("nbf")
                .filter(start -> !now.isBefore(start.minus(clockSkew)))
                .isPresent();
        return begun ? Optional.empty() : Optional.of("not valid yet");
    }
}
