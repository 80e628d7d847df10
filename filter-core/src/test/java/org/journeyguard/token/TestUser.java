package org.journeyguard.token;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.credential.SsoToken;

/** A user without a request: the session, and the tokens that the application keeps for it. */
final class TestUser implements JourneyUser {
    private final SsoToken session;
    private final TestTokens app;

    TestUser(SsoToken session, TestTokens app) {
        this.session = session;
        this.app = app;
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
    public Token token(Renewal renewal) {
        return app.keeper().token(session, renewal);
    }

    @Override
    public Optional<Token> tokenFor(URI service, Renewal renewal) {
        return app.outgoing().of(this, service, renewal);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return app.keeper().userInfo(session, renewal);
    }

    @Override
    public void revoke() {
        app.keeper().revoke(session);
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
    public List<SessionInfo> sessions() {
        return List.of();
    }

    @Override
    public void end(String handle) {
        throw new ApiError(404, "not_found", "");
    }

    @Override
    public LogoutReport logout() {
        return app.logout().end(Set.of(session), false, () -> {});
    }
}
