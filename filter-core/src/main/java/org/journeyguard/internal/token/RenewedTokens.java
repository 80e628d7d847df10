package org.journeyguard.internal.token;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;

/** Stores the tokens that a renewal obtained, unless the session or its tokens ended in the meantime. */
public final class RenewedTokens {
    private static final String ENDED_MEANWHILE = "the tokens were ended meanwhile";

    private final SessionTokens tokens;
    private final TokenSource source;
    private final Revocation revocation;
    private final Predicate<Credential> isEnded;
    private final LogoutRecords logouts;
    /** Attempts in progress here, and whether the session's tokens were ended since they began. */
    private final ConcurrentMap<TokenDigest, List<AtomicBoolean>> inProgress = new ConcurrentHashMap<>();

    private volatile BiConsumer<Credential, RenewalResult> observer = (session, result) -> {};
    private volatile Consumer<AppSession> onExpired = session -> {};
    private volatile Consumer<TokenDigest> onEndedAtAm = session -> {};

    /**
     * @param isEnded whether a session has been ended here
     * @param logouts the sessions and users that AM has signed out
     */
    public RenewedTokens(
            SessionTokens tokens,
            TokenSource source,
            Revocation revocation,
            Predicate<Credential> isEnded,
            LogoutRecords logouts) {
        this.tokens = tokens;
        this.source = source;
        this.revocation = revocation;
        this.isEnded = isEnded;
        this.logouts = logouts;
    }

    void observedBy(Observers observers, Function<Credential, String> names) {
        observer = (session, result) -> {
            if (result instanceof RenewalResult.Failed failed) {
                observers.notRenewed(names.apply(session), !(failed instanceof RenewalResult.NoAnswer), failed.why());
            } else {
                observers.renewed(names.apply(session));
            }
        };
    }

    void onExpired(Consumer<AppSession> other) {
        onExpired = other;
    }

    void onEndedAtAm(Consumer<TokenDigest> other) {
        onEndedAtAm = other;
    }

    /** Reports an attempt to get tokens to the observers. */
    void tried(Credential session, RenewalResult result) {
        observer.accept(session, result);
    }

    /** Runs an attempt to get tokens, which {@link #cancel} keeps from storing any. */
    RenewalResult attempt(Credential session, Supplier<RenewalResult> attempt) {
        AtomicBoolean cancelled = new AtomicBoolean();
        inProgress.merge(
                session.digest(),
                List.of(cancelled),
                (all, more) -> Stream.concat(all.stream(), more.stream()).toList());
        try {
            return attempt.get();
        } finally {
            inProgress.computeIfPresent(session.digest(), (digest, all) -> {
                List<AtomicBoolean> others =
                        all.stream().filter(other -> !other.equals(cancelled)).toList();
                return others.isEmpty() ? null : others;
            });
        }
    }

    /** Cancels the attempts in progress. */
    void cancel(TokenDigest session) {
        inProgress.getOrDefault(session, List.of()).forEach(cancelled -> cancelled.set(true));
    }

    /** Stores a set before any caller sees it, then checks for logouts: an earlier one has left a mark, a later one finds the set. */
    RenewalResult store(Credential session, @Nullable TokenSet present, TokenSet next) {
        if (!tokens.replace(session.digest(), present, next)) {
            // the logout that ended the old set did not know of this one
            revocation.soon(next);
            return current(session);
        }
        boolean endedAtAm = next.token()
                .idToken()
                .filter(idToken -> logouts.hasEnded(source.claims(idToken)))
                .isPresent();
        boolean isCancelled =
                inProgress.getOrDefault(session.digest(), List.of()).stream().anyMatch(AtomicBoolean::get);
        if (!endedAtAm && !isCancelled && !isEnded.test(session)) {
            return new RenewalResult.Got(next);
        }
        end(session);
        if (endedAtAm && session instanceof SsoToken) {
            onEndedAtAm.accept(session.digest());
        }
        return endedAtAm || isEnded.test(session)
                ? new RenewalResult.SignInAgain("the session has been ended")
                : new RenewalResult.NoAnswer(ENDED_MEANWHILE);
    }

    /** Returns the set that another renewal has stored in the meantime, or why there is none. */
    RenewalResult current(Credential session) {
        TokenSet now = tokens.get(session.digest()).orElse(null);
        if (now != null && tokens.freshness(now) != Freshness.EXPIRED) {
            return new RenewalResult.Got(now);
        }
        return isEnded.test(session)
                ? new RenewalResult.SignInAgain("the session has been ended here")
                : new RenewalResult.NoAnswer(ENDED_MEANWHILE);
    }

    /** Ends one of the application's own sessions, whose tokens can't be renewed any more. */
    RenewalResult expire(AppSession session, String why) {
        end(session);
        onExpired.accept(session);
        return new RenewalResult.SignInAgain(why);
    }

    /** Ends the tokens of a session with which there will be no others. */
    void end(Credential session) {
        tokens.end(session.digest()).ifPresent(revocation::soon);
    }
}
