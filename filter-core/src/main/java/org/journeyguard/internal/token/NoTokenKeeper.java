package org.journeyguard.internal.token;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.store.TokenSet;

/**
 * Keeps no tokens.
 *
 * @param key the configuration key to set
 */
record NoTokenKeeper(String key) implements TokenKeeper {
    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public Token token(Credential session, Renewal wanted) {
        throw new NotConfigured(key);
    }

    @Override
    public SessionCodes codes() {
        throw new NotConfigured(key);
    }

    @Override
    public Optional<Token> stored(Credential session) {
        return Optional.empty();
    }

    @Override
    public void renewIfDue(Credential session) {
        // no tokens to renew
    }

    @Override
    public UserInfo userInfo(Credential session, Renewal wanted) {
        throw new NotConfigured(key);
    }

    @Override
    public void revoke(Credential session) {
        throw new NotConfigured(key);
    }

    @Override
    public Optional<TokenSet> forget(TokenDigest session) {
        return Optional.empty();
    }

    @Override
    public Optional<TokenSet> find(TokenDigest session) {
        return Optional.empty();
    }

    @Override
    public void abandon(TokenDigest session) {
        // no tokens to end
    }

    @Override
    public void endedByOther(TokenDigest session) {
        // no tokens to end
    }

    @Override
    public void discard(TokenSet gone) {
        throw new NotConfigured(key);
    }

    @Override
    public void begin(AppSession session, TokenSet set) {
        throw new NotConfigured(key);
    }

    @Override
    public void schedule(TokenDigest session) {
        // no renewals
    }

    @Override
    public void prolong(TokenDigest session) {
        // no tokens to keep
    }

    @Override
    public void onExpired(Consumer<AppSession> listener) {
        // never happens
    }

    @Override
    public void onEndedAtAm(Consumer<TokenDigest> listener) {
        // never happens
    }

    @Override
    public void observedBy(Observers observers, Function<Credential, String> names) {
        // no renewals
    }
}
