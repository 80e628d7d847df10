package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.journeyguard.AuthorizationCode;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.Logout;
import org.journeyguard.internal.request.PassivePaths;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.session.AmSession;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.token.TokenKeeper;

/**
 * Authenticates SSO tokens of AM.
 *
 * @param sessions validates them, from a cache or at AM
 * @param passive paths that do not extend a session
 * @param tokens of sessions
 * @param idTokenClaims reads an ID token that was verified when it was issued
 * @param attributes that the application wants
 * @param logout ends AM's sessions
 */
public record SsoAuthenticator(
        SessionValidator sessions,
        PassivePaths passive,
        TokenKeeper tokens,
        Function<String, Claims> idTokenClaims,
        AttributeSettings attributes,
        Logout<SsoToken> logout)
        implements Authenticator<SsoToken, SsoIdentity> {

    @Override
    public Class<SsoToken> credentialType() {
        return SsoToken.class;
    }

    @Override
    public Class<SsoIdentity> identityType() {
        return SsoIdentity.class;
    }

    /** Validates the session. Unless the path is passive, the request extends it at AM and renews its tokens when they are due. */
    @Override
    public Authentication<SsoIdentity> authenticate(SsoToken token, RequestFacts facts) {
        boolean isUse = !passive.include(facts);
        Authentication<SsoIdentity> authentication = sessions.validate(token, isUse);
        if (isUse && authentication.isAuthenticated()) {
            tokens.renewIfDue(token);
        }
        return authentication;
    }

    @Override
    public Optional<SsoIdentity> remembered(SsoToken token) {
        return Optional.ofNullable(sessions.identity(token));
    }

    @Override
    public Account account(SsoToken token, SsoIdentity identity) {
        return new SsoAccount(token, identity, this);
    }

    @Override
    public LogoutReport logout(Set<SsoToken> credentials, boolean everywhere, Runnable local) {
        return logout.end(credentials, everywhere, local);
    }

    private record SsoAccount(SsoToken credential, SsoIdentity identity, SsoAuthenticator by) implements Account {
        @Override
        public String scheme() {
            return "AM";
        }

        @Override
        public Set<String> roles() {
            return by.sessions.details().roles(credential, identity);
        }

        @Override
        public Map<String, List<String>> attributes() {
            return by.sessions.details().attributes(credential, identity, by.attributes);
        }

        /** Returns the claims of the ID token, once there are tokens. */
        @Override
        public Claims claims() {
            return storedToken().flatMap(Token::idToken).map(by.idTokenClaims).orElse(Claims.NONE);
        }

        @Override
        public Optional<Session> session() {
            return Optional.of(new AmSession(
                    credential, identity, () -> by.sessions.details().successUrl(credential, identity)));
        }

        @Override
        public Optional<Token> storedToken() {
            return by.tokens.stored(credential);
        }

        @Override
        public Token token(Renewal renewal) {
            return by.tokens.token(credential, renewal);
        }

        @Override
        public AuthorizationCode authorize() {
            return by.tokens.codes().authorize(credential);
        }

        @Override
        public Token exchange(AuthorizationCode code) {
            return by.tokens.codes().exchange(credential, code);
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
            return Optional.of(SessionOwner.of(identity));
        }

        @Override
        public AuthenticationContext authenticationContext(boolean isFresh) {
            return by.sessions.details().context(credential, identity, isFresh);
        }
    }
}
