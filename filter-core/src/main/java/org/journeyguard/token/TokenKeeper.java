package org.journeyguard.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.am.Background;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.observe.Observers;
import org.journeyguard.store.MemoryTokenStore;
import org.journeyguard.store.TokenSet;
import org.journeyguard.store.TokenStore;
import org.journeyguard.token.TokenRules.Freshness;

/**
 * The tokens that belong to sessions: kept here, renewed in time, obtained when there are none, and ended with their session.
 * Belongs to one AM, one realm and one client.
 */
public final class TokenKeeper {
    private static final System.Logger LOG = System.getLogger(TokenKeeper.class.getName());

    private final SessionTokens tokens;
    private final TokenRenewal renewal;
    private final Revocation revocation;
    private final Derived derived;
    private final DueTokens due;
    private final Background background;
    private final Predicate<Credential> isEnded;

    /**
     * @param isEnded whether a session has been ended here
     */
    TokenKeeper(
            SessionTokens tokens,
            TokenRenewal renewal,
            Revocation revocation,
            Derived derived,
            DueTokens due,
            Background background,
            Predicate<Credential> isEnded) {
        this.tokens = tokens;
        this.renewal = renewal;
        this.revocation = revocation;
        this.derived = derived;
        this.due = due;
        this.background = background;
        this.isEnded = isEnded;
        tokens.whenRemoved(derived.exchange()::end);
    }

    /**
     * A token set that can be used.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#token(Renewal)} has it
     */
    public Token token(Credential session, Renewal wanted) {
        if (isEnded.test(session)) {
            throw new AuthenticationRequired("The session has been ended here, and its tokens with it");
        }
        TokenSet kept = tokens.get(session.digest()).orElse(null);
        if (kept != null && wanted == Renewal.IF_DUE && isGoodEnough(session, kept)) {
            return kept.token();
        }
        Renewed renewed = renewal.run(session, kept, wanted == Renewal.FORCE);
        return renewed instanceof Renewed.NoAnswer && kept != null && wanted == Renewal.IF_DUE && isUsable(kept)
                ? kept.token()
                : renewed.orElseThrow().token();
    }

    /** What is stored for a session that has not been ended here; renews nothing. */
    public Optional<Token> stored(Credential session) {
        return isEnded.test(session)
                ? Optional.empty()
                : tokens.get(session.digest()).map(TokenSet::token);
    }

    /** Also one that is due, for the moment after a renewal that AM left unanswered. */
    private boolean isGoodEnough(Credential session, TokenSet kept) {
        Freshness freshness = tokens.freshness(kept);
        return freshness == Freshness.FRESH
                || (freshness != Freshness.EXPIRED && due.isPausedByFailure(session.digest()));
    }

    private boolean isUsable(TokenSet kept) {
        return tokens.freshness(kept) != Freshness.EXPIRED;
    }

    /** A session is being used: its tokens, if it has any, are renewed in the background when they are due. Never waits. */
    public void touch(Credential session) {
        if (due.take(session.digest()) && !background.soon(() -> renewInBackground(session))) {
            due.pause(session.digest());
        }
    }

    private void renewInBackground(Credential session) {
        TokenSet kept = tokens.get(session.digest()).orElse(null);
        if (kept == null || isEnded.test(session)) {
            due.forget(session.digest());
        } else if (renewal.run(session, kept, false) instanceof Renewed.Failed failed) {
            LOG.log(System.Logger.Level.INFO, "Tokens were not renewed ahead of time: {0}", failed);
        }
    }

    /**
     * Who the user is, by AM's word.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#userInfo(Renewal)} has it
     */
    public UserInfo userInfo(Credential session, Renewal wanted) {
        return derived.userInfos().get(token(session, Renewal.IF_DUE), wanted);
    }

    /**
     * Ends a session's tokens, here at once and then at AM; the session stays.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#revoke()} has it
     */
    public void revoke(Credential session) {
        List<TokenSet> ended = new ArrayList<>(derived.exchange().take(session).tokens());
        forget(session.digest()).ifPresent(set -> ended.add(0, set));
        revocation.confirmedSets(ended);
    }

    /**
     * A session ends, and its tokens with it; those that were exchanged for them end at AM in the background.
     *
     * @return what was kept for it; gone from here, and still alive at AM
     */
    public Optional<TokenSet> forget(TokenDigest session) {
        renewal.cancel(session);
        Optional<TokenSet> ended = tokens.remove(session);
        ended.ifPresent(set -> {
            derived.userInfos().forget(set.token());
            revocation.markEnded(set.token());
        });
        derived.exchange().end(session);
        return ended;
    }

    /** What is kept for a session, good or not. */
    public Optional<TokenSet> find(TokenDigest session) {
        return tokens.get(session);
    }

    /** A session is over by AM's word, or its browser has another one: its tokens end, at AM in the background. */
    public void abandon(TokenDigest session) {
        forget(session).ifPresent(revocation::soon);
    }

    /** Ends at AM what a store in memory drops by itself: nothing else leads to it. */
    public void watch(TokenStore store) {
        if (store instanceof MemoryTokenStore memory) {
            memory.whenDropped((key, set) -> {
                if (tokens.isOurs(key)) {
                    derived.userInfos().forget(set.token());
                    revocation.soon(set);
                }
            });
        }
    }

    /** Ends tokens at AM in the background that are gone from here. */
    public void discard(TokenSet gone) {
        revocation.soon(gone);
    }

    /** Somebody has signed in: a session of the application's own begins with these tokens. */
    public void begin(AppSession session, TokenSet set) {
        if (!tokens.replace(session.digest(), null, set)) {
            throw new IllegalStateException("a new session has tokens already");
        }
    }

    /** One of the application's own sessions is in use, and its tokens are kept as much longer. */
    public void prolong(TokenDigest session) {
        tokens.prolong(session);
    }

    /** Is told when the tokens of one of the application's own sessions have ended at AM, and the session with them. */
    public void whenOver(Consumer<AppSession> listener) {
        renewal.whenOver(listener);
    }

    /** Is told which of AM's sessions has ended there, where that is found out by the tokens that it was asked for. */
    public void whenEndedAtAm(Consumer<TokenDigest> listener) {
        renewal.whenEndedAtAm(listener);
    }

    /**
     * Tells observers of each renewal.
     *
     * @param names the user of a session; empty where that is not known
     */
    public void observedBy(Observers observers, Function<Credential, String> names) {
        renewal.whenTried((session, failed) -> {
            if (failed == null) {
                observers.renewed(names.apply(session));
            } else {
                observers.notRenewed(names.apply(session), !(failed instanceof Renewed.NoAnswer), failed.why());
            }
        });
    }

    /** Ends tokens at AM that are gone from here. */
    public Revocation revocation() {
        return revocation;
    }
}
