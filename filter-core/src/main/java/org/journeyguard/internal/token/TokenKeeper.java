package org.journeyguard.internal.token;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.JourneyException;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.store.TokenSet;

/** Obtains, renews and ends the tokens of sessions. */
public interface TokenKeeper {

    /**
     * Returns a keeper that keeps no tokens, because the configuration allows none.
     *
     * @param key the configuration key to set, which {@link NotConfigured} names
     */
    static TokenKeeper notConfigured(String key) {
        return new NoTokenKeeper(key);
    }

    /** Whether tokens are kept. */
    boolean isConfigured();

    /**
     * Returns a usable token set.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#token(Renewal)} does
     */
    Token token(Credential session, Renewal wanted);

    /**
     * Returns what obtains codes with sessions of AM, and exchanges them for the sessions' tokens.
     *
     * @throws NotConfigured when no tokens are kept
     */
    SessionCodes codes();

    /** Returns the stored token of a session that has not been ended here; renews nothing. */
    Optional<Token> stored(Credential session);

    /** Renews the tokens of a session in use in the background when they are due. Never waits. */
    void renewIfDue(Credential session);

    /**
     * Returns AM's user info.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#userInfo(Renewal)} does
     */
    UserInfo userInfo(Credential session, Renewal wanted);

    /**
     * Ends a session's tokens, first here and then at AM; the session stays.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#revoke()} does
     */
    void revoke(Credential session);

    /**
     * Removes the tokens of a session that ends; tokens exchanged for them are revoked in the background.
     *
     * @return the removed tokens, which are still valid at AM
     */
    Optional<TokenSet> forget(TokenDigest session);

    /** Returns the stored tokens of a session, usable or not. */
    Optional<TokenSet> find(TokenDigest session);

    /** Ends the tokens of a session that AM has ended or the browser has replaced; at AM in the background. */
    void abandon(TokenDigest session);

    /** Revokes at AM, in the background, tokens that were removed here. */
    void discard(TokenSet gone);

    /** Notes that another node has ended the tokens of a session, or the session: a renewal in progress is in vain. */
    void endedByOther(TokenDigest session);

    /** Schedules the renewal of tokens that another node has stored. Never waits. */
    void schedule(TokenDigest session);

    /** Begins one of the application's own sessions with these tokens. */
    void begin(AppSession session, TokenSet set);

    /** Keeps the tokens of one of the application's own sessions for longer, because the session is in use. */
    void prolong(TokenDigest session);

    /** Sets the listener for the application's own sessions that end because AM has ended their tokens. */
    void onExpired(Consumer<AppSession> listener);

    /** Sets the listener for AM sessions that turn out to have ended at AM when tokens are requested. */
    void onEndedAtAm(Consumer<TokenDigest> listener);

    /**
     * Reports each renewal to observers.
     *
     * @param names returns the user of a session; empty where unknown
     */
    void observedBy(Observers observers, Function<Credential, String> names);
}
