package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/** The stored token sets of this application's sessions, and when each of them is due. */
public final class SessionTokens {
    private final TokenStore store;
    private final String application;
    private final Function<TokenDigest, @Nullable Duration> left;
    private final RenewalSchedule due;
    private final Duration threshold;
    private final Duration believed;
    private final Clock clock;
    /** Tells this node from others. */
    private final String node = UUID.randomUUID().toString();

    /**
     * @param application what sets the keys of this application apart: AM, realm and client
     * @param left how long a session can last at most, or until it is {@link #prolong}ed; null where that is not known
     * @param threshold how long before they expire tokens are renewed
     * @param believed how long a token without expiry is believed to live
     */
    public SessionTokens(
            TokenStore store,
            String application,
            Function<TokenDigest, @Nullable Duration> left,
            RenewalSchedule due,
            Duration threshold,
            Duration believed,
            Clock clock) {
        this.store = store;
        this.application = application;
        this.left = left;
        this.due = due;
        this.threshold = threshold;
        this.believed = believed;
        this.clock = clock;
        whenRemoved(due::forget);
    }

    /** Whoever wants to know is told of each session whose tokens are removed, here or on another node. */
    void whenRemoved(Consumer<TokenDigest> listener) {
        store.whenRemoved(key -> {
            if (isOurs(key)) {
                listener.accept(TokenDigest.parse(key.substring(application.length())));
            }
        });
    }

    Instant now() {
        return clock.instant();
    }

    Freshness freshness(TokenSet tokens) {
        return TokenRules.freshness(tokens, now(), threshold, believed);
    }

    Optional<TokenSet> get(TokenDigest session) {
        Optional<TokenSet> found = store.get(key(session));
        found.filter(set -> !due.has(session)).ifPresent(set -> note(session, set));
        return found;
    }

    /** From now on it is seen to in time here as well; another node may have put it there. */
    void note(TokenDigest session, TokenSet present) {
        due.set(session, TokenRules.untilDue(present, now(), threshold, believed));
    }

    /**
     * Puts a set in the place of another.
     *
     * @param present what has to be there; null when nothing may be
     * @return whether it was
     */
    boolean replace(TokenDigest session, @Nullable TokenSet present, TokenSet next) {
        boolean isReplaced = store.replace(key(session), present, next, lasts(session));
        if (isReplaced) {
            note(session, next);
        }
        return isReplaced;
    }

    /** What is kept for a session is kept for longer, because the session is in use. */
    void prolong(TokenDigest session) {
        store.get(key(session)).ifPresent(set -> store.replace(key(session), set, set, lasts(session)));
    }

    Optional<TokenSet> remove(TokenDigest session) {
        due.forget(session);
        return store.remove(key(session));
    }

    boolean lease(TokenDigest session, Duration lasts) {
        return store.lease(key(session), node, lasts);
    }

    void release(TokenDigest session) {
        store.release(key(session), node);
    }

    private Duration lasts(TokenDigest session) {
        return SessionRules.surelyOver(left.apply(session));
    }

    /** Whether a key is that of a set of this application. */
    boolean isOurs(String key) {
        return key.startsWith(application);
    }

    private String key(TokenDigest session) {
        return application + session;
    }
}
