package org.journeyguard.internal.token;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
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
    /** Renewals in progress here, and whether the session's tokens were ended since they began. */
    private final ConcurrentMap<TokenDigest, AtomicBoolean> inProgress = new ConcurrentHashMap<>();

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

    void onExpired(Consumer<AppSession> listener) {
        onExpired = listener;
    }

    void onEndedAtAm(Consumer<TokenDigest> listener) {
        onEndedAtAm = listener;
    }

    /** Records that a renewal begins. Returns a flag that is true once the renewal is cancelled. */
    AtomicBoolean begin(TokenDigest session) {
        AtomicBoolean cancelled = new AtomicBoolean();
        inProgress.put(session, cancelled);
        return cancelled;
    }

    /** Records that a renewal has ended. */
    void finish(TokenDigest session, AtomicBoolean cancelled) {
        inProgress.remove(session, cancelled);
    }

    /** Cancels a renewal in progress. */
    void cancel(TokenDigest session) {
        AtomicBoolean cancelled = inProgress.get(session);
        if (cancelled != null) {
            cancelled.set(true);
        }
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
        AtomicBoolean cancelled = inProgress.get(session.digest());
        boolean isCancelled = cancelled != null && cancelled.get();
        if (!endedAtAm && !isCancelled && !isEnded.test(session)) {
            return new RenewalResult.Got(next);
        }
        tokens.end(session.digest()).ifPresent(revocation::soon);
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
        tokens.end(session.digest()).ifPresent(revocation::soon);
        onExpired.accept(session);
        return new RenewalResult.SignInAgain(why);
    }
}
