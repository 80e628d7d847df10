package org.journeyguard.servlet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.am.SessionOwner;
import org.journeyguard.credential.AuthenticationContext;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.SsoToken;

/** The user of a request with a valid SSO token, and the session itself: they live and end together. */
final class SessionUser implements GuardedUser, Session {
    private final SsoToken token;
    private final Identity identity;
    private final Passage passage;

    SessionUser(SsoToken token, Identity identity, Passage passage) {
        this.token = token;
        this.identity = identity;
        this.passage = passage;
    }

    @Override
    public String getName() {
        return identity.name();
    }

    @Override
    public String realm() {
        return identity.realm();
    }

    @Override
    public Set<String> roles() {
        return runtime().sessions().details().roles(token, identity);
    }

    @Override
    public Set<String> scope() {
        return Set.of();
    }

    @Override
    public Claims claims() {
        return storedToken()
                .flatMap(Token::idToken)
                .map(runtime()::idTokenClaims)
                .orElse(Claims.NONE);
    }

    @Override
    public boolean isClient() {
        return false;
    }

    @Override
    public Optional<Token> storedToken() {
        return runtime().storedToken(token);
    }

    @Override
    public Token token(Renewal renewal) {
        return runtime().keeper().token(token, renewal);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return runtime().keeper().userInfo(token, renewal);
    }

    @Override
    public void revoke() {
        runtime().keeper().revoke(token);
    }

    @Override
    public Optional<Session> session() {
        return Optional.of(this);
    }

    @Override
    public List<SessionInfo> sessions() {
        return runtime().sessionsOf(SessionOwner.of(identity), token);
    }

    @Override
    public void end(String handle) {
        runtime().endSessionOf(SessionOwner.of(identity), handle, token);
    }

    @Override
    public LogoutReport logout() {
        return passage.logout();
    }

    @Override
    public LogoutReport logoutEverywhere() {
        return passage.logout(true);
    }

    @Override
    public String value() {
        return token.value();
    }

    @Override
    public Optional<String> successUrl() {
        return runtime().sessions().details().successUrl(token, identity);
    }

    @Override
    public Optional<Instant> idleExpiresAt() {
        return Optional.ofNullable(identity.idleExpiresAt());
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(identity.expiresAt());
    }

    @Override
    public Map<String, String> attributes() {
        return identity.attributes();
    }

    @Override
    public SsoToken credential() {
        return token;
    }

    @Override
    public String owner() {
        return identity.owner();
    }

    @Override
    public JourneyRuntime runtime() {
        return passage.runtime();
    }

    @Override
    public AuthenticationContext authenticationContext(boolean isAnew) {
        return runtime().sessions().details().context(token, identity, isAnew);
    }

    @Override
    public String authenticationScheme() {
        return "AM";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionUser that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }

    @Override
    public String toString() {
        return identity.name() + " of realm " + identity.realm();
    }
}
