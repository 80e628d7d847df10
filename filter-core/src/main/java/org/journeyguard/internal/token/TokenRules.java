package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.internal.store.TokenSet;

/** Decides when tokens have to be renewed. Pure: no clock, no I/O. */
final class TokenRules {
    /** Nothing is renewed before a third of its life is left; a threshold above its whole life would renew it on every request. */
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
     * @param threshold how long before it expires a renewal is due, at most two ninths of its life; zero means only after
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
        Duration due = early(tokens, expiresAt, threshold).multipliedBy(2).dividedBy(3);
        return now.isBefore(expiresAt.minus(due)) ? Freshness.FRESH : Freshness.DUE;
    }

    /**
     * Returns how long until a request should have the token renewed in the background, before it is due, or checked.
     *
     * @return not positive when that is now
     */
    static Duration untilRenewal(TokenSet tokens, Instant now, Duration threshold, Duration believed) {
        Instant expiresAt = tokens.token().expiresAt().orElse(null);
        return Duration.between(
                now,
                expiresAt == null
                        ? tokens.checkedAt().plus(believed)
                        : expiresAt.minus(early(tokens, expiresAt, threshold)));
    }

    /** Returns how long before it expires a token is renewed in the background. In the last two thirds of that, callers wait for it. */
    private static Duration early(TokenSet tokens, Instant expiresAt, Duration threshold) {
        Duration third = Duration.between(tokens.issuedAt(), expiresAt).dividedBy(THIRD);
        if (third.compareTo(threshold) <= 0) {
            return third;
        }
        Duration longer = threshold.plus(threshold.dividedBy(2));
        return third.compareTo(longer) < 0 ? third : longer;
    }
}
