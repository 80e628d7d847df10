package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.spi.TokenSet;

/** When tokens are to be renewed. Pure: no clock, no I/O. */
final class TokenRules {
    /** Of a token that lives shorter than the threshold wants, so much of its life is used before it is renewed. */
    private static final int THIRD = 3;

    private TokenRules() {}

    /** How usable an access token is. */
    enum Freshness {
        /** Usable, and for a while. */
        FRESH,
        /** Usable, and due for renewal. */
        DUE,
        /** AM does not tell when it expires, and has not been asked about it for a while. */
        UNCHECKED,
        /** Over. */
        EXPIRED
    }

    /**
     * How usable a token is.
     *
     * @param threshold how long before it expires a renewal is due; zero means only after
     * @param believed how long a token without expiry is believed to live after AM has said so
     */
    static Freshness freshness(TokenSet tokens, Instant now, Duration threshold, Duration believed) {
        Instant expiresAt = tokens.token().expiresAt().orElse(null);
        if (expiresAt == null) {
            return now.isBefore(tokens.checkedAt().plus(believed)) ? Freshness.FRESH : Freshness.UNCHECKED;
        }
        if (!now.isBefore(expiresAt)) {
            return Freshness.EXPIRED;
        }
        return now.isBefore(renewAt(tokens, expiresAt, threshold)) ? Freshness.FRESH : Freshness.DUE;
    }

    /**
     * How long until a request should have the token renewed, or asked about.
     *
     * @return not positive when that is now
     */
    static Duration untilDue(TokenSet tokens, Instant now, Duration threshold, Duration believed) {
        Instant expiresAt = tokens.token().expiresAt().orElse(null);
        Instant due = expiresAt == null ? tokens.checkedAt().plus(believed) : renewAt(tokens, expiresAt, threshold);
        return Duration.between(now, due);
    }

    /** A threshold above a token's whole life would have it renewed at each look. */
    private static Instant renewAt(TokenSet tokens, Instant expiresAt, Duration threshold) {
        Duration third = Duration.between(tokens.issuedAt(), expiresAt).dividedBy(THIRD);
        return expiresAt.minus(third.compareTo(threshold) < 0 ? third : threshold);
    }
}
