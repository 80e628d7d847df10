package org.journeyguard.internal.logout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;

/** Checks that a JWT signed by AM is a logout token for this client (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6). Pure. */
final class BackChannelRules {
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** AM's tokens may expire months later, so their age is limited too. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    private static final Set<String> TYPES = Set.of("", "jwt", "logout+jwt");

    private BackChannelRules() {}

    /** Returns what is wrong with it, apart from a repeated {@code jti}; empty if nothing is. */
    static Optional<String> fault(LogoutTokens.Read.Signed token, Instant now) {
        Claims claims = token.claims();
        if (TYPES.stream().noneMatch(type -> type.equalsIgnoreCase(token.type()))) {
            return Optional.of("of another type");
        }
        if (!claims.text("iss").equals(Optional.of(token.issuer()))) {
            return Optional.of("from another issuer");
        }
        if (!claims.texts("aud").contains(token.clientId())) {
            return Optional.of("for another audience");
        }
        // an ID token must never be accepted as one
        if (claims.names().contains("nonce")) {
            return Optional.of("with a nonce");
        }
        if (claims.object("events").flatMap(events -> events.object(EVENT)).isEmpty()) {
            return Optional.of("about another event");
        }
        if (isEmpty(claims, "jti")) {
            return Optional.of("without a jti");
        }
        if (isEmpty(claims, "sid") && isEmpty(claims, "sub")) {
            return Optional.of("without a sid and a sub");
        }
        return faultInTime(claims, token.clockSkew(), now);
    }

    private static Optional<String> faultInTime(Claims claims, Duration clockSkew, Instant now) {
        Optional<Instant> end = claims.time("exp");
        Optional<Instant> issued = claims.time("iat");
        if (end.isEmpty() || issued.isEmpty()) {
            return Optional.of("without a time");
        }
        if (!now.minus(clockSkew).isBefore(end.get())) {
            return Optional.of("expired");
        }
        if (issued.get().isBefore(now.minus(OLDEST))) {
            return Optional.of("too old");
        }
        return issued.get().isAfter(now.plus(clockSkew)) ? Optional.of("from the future") : Optional.empty();
    }

    private static boolean isEmpty(Claims claims, String name) {
        return claims.text(name).orElse("").isEmpty();
    }
}
