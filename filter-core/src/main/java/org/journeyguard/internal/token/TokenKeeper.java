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
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;

/** The tokens that belong to sessions: obtained when there are none, renewed in time, and ended with their session. */
public interface TokenKeeper {

    /**
     * Keeps no tokens, because the configuration allows none.
     *
     * @param key the configuration key to set, which {@link NotConfigured} names
     */
    static TokenKeeper notConfigured(String key) {
        return new NoTokenKeeper(key);
    }

    /** Whether tokens are kept at all. */
    boolean isConfigured();

    /**
     * Returns a token set that can be used.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#token(Renewal)} has it
     */
    Token token(Credential session, Renewal wanted);

    /** Returns what is stored for a session that has not been ended here; renews nothing. */
    Optional<Token> stored(Credential session);

    /** Has the tokens of a session in use renewed in the background when they are due. Never waits. */
    void touch(Credential session);

    /**
     * Returns who the user is, as AM states it.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#userInfo(Renewal)} has it
     */
    UserInfo userInfo(Credential session, Renewal wanted);

    /**
     * Ends a session's tokens, here at once and then at AM; the session stays.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#revoke()} has it
     */
    void revoke(Credential session);

    /**
     * Removes the tokens of a session that ends; those that were exchanged for them end at AM in the background.
     *
     * @return what was kept for it; gone from here, and still alive at AM
     */
    Optional<TokenSet> forget(TokenDigest session);

    /** Returns what is kept for a session, usable or not. */
    Optional<TokenSet> find(TokenDigest session);

    /** Ends the tokens of a session that AM has ended, or that its browser has replaced; at AM in the background. */
    void abandon(TokenDigest session);

    /** Ends at AM what a store in memory drops by itself: nothing else leads to it. */
    void watch(TokenStore store);

    /** Ends tokens at AM in the background that are gone from here. */
    void discard(TokenSet gone);

    /** Begins a session of the application's own with these tokens. */
    void begin(AppSession session, TokenSet set);

    /** Keeps the tokens of one of the application's own sessions for longer, because it is in use. */
    void prolong(TokenDigest session);

    /** Is told when the tokens of one of the application's own sessions have ended at AM, and the session with them. */
    void whenOver(Consumer<AppSession> listener);

    /** Is told which of AM's sessions has ended there, where that is found out by the tokens that it was asked for. */
    void whenEndedAtAm(Consumer<TokenDigest> listener);

    /**
     * Tells observers of each renewal.
     *
     * @param names the user of a session; empty where that is not known
     */
    void observedBy(Observers observers, Function<Credential, String> names);

    /**
     * Ends tokens at AM that are gone from here.
     *
     * @throws NotConfigured where no tokens are kept
     */
    Revocation revocation();
}
