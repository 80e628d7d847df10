package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.logout.Logout;
import org.journeyguard.internal.request.PassivePaths;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.session.RoleSettings;
import org.journeyguard.internal.token.TokenKeeper;

/**
 * Authenticates sessions of the application's own.
 *
 * @param sessions finds them
 * @param passive paths that do not extend a session
 * @param tokens of sessions
 * @param roles reads roles from the ID token's claims
 * @param attributes that the application wants
 * @param logout ends them
 */
public record AppSessionAuthenticator(
        AppSessions sessions,
        PassivePaths passive,
        TokenKeeper tokens,
        RoleSettings roles,
        AttributeSettings attributes,
        Logout<AppSession> logout)
        implements Authenticator<AppSession, AppIdentity> {

    @Override
    public Class<AppSession> credentialType() {
        return AppSession.class;
    }

    @Override
    public Class<AppIdentity> identityType() {
        return AppIdentity.class;
    }

    /** Validates the session. Unless the path is passive, the request extends it and renews its tokens when they are due. */
    @Override
    public Authentication<AppIdentity> authenticate(AppSession session, RequestFacts facts) {
        return sessions.validate(session, !passive.include(facts));
    }

    @Override
    public Optional<AppIdentity> remembered(AppSession session) {
        return Optional.ofNullable(sessions.identity(session.digest()));
    }

    @Override
    public Account account(AppSession session, AppIdentity identity) {
        return new AppAccount(session, identity, this);
    }

    @Override
    public LogoutReport logout(Set<AppSession> credentials, boolean everywhere, Runnable local) {
        return logout.end(credentials, everywhere, local);
    }

    private record AppAccount(AppSession credential, AppIdentity identity, AppSessionAuthenticator by)
            implements Account {
        @Override
        public String scheme() {
            return "AM";
        }

        @Override
        public Set<String> roles() {
            return by.roles.of(identity.claims());
        }

        @Override
        public Map<String, List<String>> attributes() {
            return by.attributes.of(identity.claims());
        }

        @Override
        public Claims claims() {
            return identity.claims();
        }

        @Override
        public Optional<Token> storedToken() {
            return by.tokens.stored(credential);
        }

        @Override
        public Optional<String> jwt() {
            return storedToken().flatMap(Token::idToken);
        }

        @Override
        public Token token(Renewal renewal) {
            return by.tokens.token(credential, renewal);
        }

        @Override
        public UserInfo userInfo(Renewal renewal) {
            return by.tokens.userInfo(credential, renewal);
        }

        @Override
        public void revoke() {
            by.tokens.revoke(credential);
        }

        @Override
        public Optional<SessionOwner> sessionOwner() {
            return Subject.of(identity.claims()).map(name -> new SessionOwner(name, identity.realm(), null));
        }

        /** Returns the context of the ID token, which never changes. */
        @Override
        public AuthenticationContext authenticationContext(boolean isFresh) {
            return AuthenticationContext.ofToken(identity.claims());
        }
    }
}
