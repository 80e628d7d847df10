package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;

/** Stores the token sets of this application's sessions, and knows when each is due. */
public final class SessionTokens {
    private final SessionStore<TokenSet> store;
    private final Function<TokenDigest, @Nullable Duration> left;
    private final RenewalSchedule due;
    private final Duration threshold;
    private final Duration believed;
    private final Clock clock;

    /**
     * @param left how long a session can last at most, or until it is {@link #prolong}ed; null where unknown
     * @param threshold how long before they expire tokens are renewed
     * @param believed how long a token without expiry is trusted
     */
    public SessionTokens(
            SessionStore<TokenSet> store,
            Function<TokenDigest, @Nullable Duration> left,
            RenewalSchedule due,
            Duration threshold,
            Duration believed,
            Clock clock) {
        this.store = store;
        this.left = left;
        this.due = due;
        this.threshold = threshold;
        this.believed = believed;
        this.clock = clock;
        whenRemoved(due::forget);
    }

    /** Adds a listener for each session whose tokens are removed, here or on another node. */
    void whenRemoved(Consumer<TokenDigest> listener) {
        store.whenRemoved(listener);
    }

    /** Adds a listener for tokens that this node's memory drops. */
    void whenDropped(BiConsumer<TokenDigest, TokenSet> listener) {
        store.whenDropped(listener);
    }

    /** Adds a listener for renewed tokens that could not be stored; gets those that they were to replace, too. */
    void whenNotStored(BiConsumer<TokenSet, TokenSet> listener) {
        store.whenNotStored(listener);
    }

    /** Forgets the set that a session had lately. */
    void forgetSeen(TokenDigest session) {
        store.forgetSeen(session);
    }

    Instant now() {
        return clock.instant();
    }

    Freshness freshness(TokenSet tokens) {
        return TokenRules.freshness(tokens, now(), threshold, believed);
    }

    /** Whether a set can be used for so long that not even a request renews it in the background. */
    boolean isCurrent(TokenSet tokens) {
        Duration untilRenewal = untilRenewal(tokens);
        return freshness(tokens) == Freshness.FRESH && !untilRenewal.isNegative() && !untilRenewal.isZero();
    }

    Optional<TokenSet> get(TokenDigest session) {
        Optional<TokenSet> found = store.get(session);
        found.filter(set -> !due.has(session)).ifPresent(set -> note(session, set));
        return found;
    }

    /** Returns the set of a session; while the store does not answer, one that it had lately. */
    Optional<TokenSet> getOrSeenLately(TokenDigest session) {
        try {
            return get(session);
        } catch (Unavailable e) {
            return seenLately(session);
        }
    }

    /** Schedules the renewal of a set here as well; another node may have stored it. */
    void note(TokenDigest session, TokenSet present) {
        due.set(session, untilRenewal(present));
    }

    /**
     * Replaces a set with another.
     *
     * @param present the set to replace; null when there must be none
     * @return whether it was there
     */
    boolean replace(TokenDigest session, @Nullable TokenSet present, TokenSet next) {
        boolean isReplaced = store.replace(session, present, next, lasts(session));
        if (isReplaced) {
            note(session, next);
        }
        return isReplaced;
    }

    /** Keeps a session's tokens for longer, because the session is in use. */
    void prolong(TokenDigest session) {
        get(session).ifPresent(set -> store.replace(session, set, set, lasts(session)));
    }

    /** Returns the set that a session had lately, for as long as the store does not answer. */
    Optional<TokenSet> seenLately(TokenDigest session) {
        return store.seenLately(session);
    }

    /**
     * Removes the tokens of a session.
     *
     * @throws Unavailable if the store does not answer; they are removed later
     */
    Optional<TokenSet> remove(TokenDigest session) {
        due.forget(session);
        return store.remove(session);
    }

    /** Removes the tokens of a session that ends. If the store does not answer, returns those that the session had lately. */
    Optional<TokenSet> end(TokenDigest session) {
        Optional<TokenSet> lately = store.seenLately(session);
        try {
            return remove(session);
        } catch (Unavailable e) {
            return lately;
        }
    }

    private Duration untilRenewal(TokenSet present) {
        return TokenRules.untilRenewal(present, now(), threshold, believed);
    }

    private Duration lasts(TokenDigest session) {
        return SessionRules.untilExpiredAtAm(left.apply(session));
    }
}
