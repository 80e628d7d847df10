package org.journeyguard.internal.token;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.Claims;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.PolicyDecision;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenIdentity;

/** A user without a request: a session with the tokens that the application keeps for it, or an access token. */
final class TestUser implements JourneyUser {
    private final Credential credential;
    private final TestTokens app;

    TestUser(Credential credential, TestTokens app) {
        this.credential = credential;
        this.app = app;
    }

    Credential credential() {
        return credential;
    }

    @Override
    public String getName() {
        return "somebody";
    }

    @Override
    public String realm() {
        return "/";
    }

    @Override
    public Set<String> roles() {
        return Set.of();
    }

    @Override
    public Map<String, List<String>> attributes() {
        return Map.of();
    }

    @Override
    public Set<String> scope() {
        return Set.of();
    }

    @Override
    public Claims claims() {
        return Claims.NONE;
    }

    @Override
    public boolean isClient() {
        return false;
    }

    @Override
    public Optional<Session> session() {
        return Optional.empty();
    }

    @Override
    public Optional<Token> storedToken() {
        return app.keeper().stored(credential);
    }

    @Override
    public Token token(Renewal renewal) {
        if (!(credential instanceof BearerToken bearer)) {
            return app.keeper().token(credential, renewal);
        }
        if (app.bearers().validate(bearer) instanceof Authentication.Authenticated<TokenIdentity> valid) {
            return BearerTokens.asToken(bearer, valid.identity());
        }
        throw new AuthenticationRequired("");
    }

    @Override
    public AuthorizationCode authorize() {
        return app.keeper().codes().authorize((SsoToken) credential);
    }

    @Override
    public Token exchange(AuthorizationCode code) {
        return app.keeper().codes().exchange((SsoToken) credential, code);
    }

    @Override
    public Optional<Token> tokenFor(URI service, Renewal renewal) {
        return app.outgoing().of(credential, this::token, service, renewal);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return app.keeper().userInfo(credential, renewal);
    }

    @Override
    public void revoke() {
        if (credential instanceof BearerToken bearer) {
            app.bearers().revokeConfirmed(bearer);
        } else {
            app.keeper().revoke(credential);
        }
    }

    @Override
    public void requireAcr(String... acr) {
        throw new AuthenticationRequired("", List.of(acr), 0);
    }

    @Override
    public void requireAuthLevel(int level) {
        throw new AuthenticationRequired("", List.of(), level);
    }

    @Override
    public PolicyDecision policy(String resource, String policySet, Map<String, List<String>> environment) {
        return new PolicyDecision(resource, Map.of(), Map.of(), Map.of());
    }

    @Override
    public void requirePolicy(String action, String resource, String policySet) {
        throw new AccessDenied("");
    }

    @Override
    public List<SessionInfo> sessions() {
        return List.of();
    }

    @Override
    public boolean end(String handle) {
        return false;
    }

    @Override
    public LogoutReport logout() {
        return logout(false);
    }

    @Override
    public LogoutReport logoutEverywhere() {
        return logout(true);
    }

    private LogoutReport logout(boolean everywhere) {
        return credential instanceof BearerToken bearer
                ? app.logout().of(app.bearers()).end(Set.of(bearer), everywhere, () -> {})
                : app.logout().sso().end(Set.of((SsoToken) credential), everywhere, () -> {});
    }
}
