package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.internal.store.TokenSet;

/** Decides when tokens have to be renewed. Pure: no clock, no I/O. */
final class TokenRules {
    /** Tokens that live for less than this many thresholds are renewed when a third of their life is left. */
    private static final int THIRD = 3;

    private TokenRules() {}

    /** How usable an access token is. */
    enum Freshness {
        /** Usable, and not due for renewal. */
        FRESH,
        /** Usable, and due for renewal. */
        DUE,
        /** AM has not stated an expiry, and the token has not been checked recently. */
        UNCHECKED,
        /** No longer usable. */
        EXPIRED
    }

    /**
     * Returns how usable a token is.
     *
     * @param threshold how long before it expires a renewal is due; zero means only after
     * @param believed how long a token without expiry is trusted after AM has confirmed it
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
     * Returns how long until a request should have the token renewed or checked.
     *
     * @return not positive when that is now
     */
    static Duration untilDue(TokenSet tokens, Instant now, Duration threshold, Duration believed) {
        Instant expiresAt = tokens.token().expiresAt().orElse(null);
        Instant due = expiresAt == null ? tokens.checkedAt().plus(believed) : renewAt(tokens, expiresAt, threshold);
        return Duration.between(now, due);
    }

    /** Limits the threshold to a third of the life; one above a token's whole life would renew it on every request. */
    private static Instant renewAt(TokenSet tokens, Instant expiresAt, Duration threshold) {
        Duration third = Duration.between(tokens.issuedAt(), expiresAt).dividedBy(THIRD);
        return expiresAt.minus(third.compareTo(threshold) < 0 ? third : threshold);
    }
}
