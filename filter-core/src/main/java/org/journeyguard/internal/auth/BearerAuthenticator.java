package org.journeyguard.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.JourneyException;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Authentication.Authenticated;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.logout.Logout;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.session.AttributeSettings;
import org.journeyguard.internal.session.RoleSettings;

/**
 * Authenticates access tokens of requests.
 *
 * @param bearers validates them
 * @param roles reads roles from a token's claims
 * @param attributes that the application wants
 * @param logout ends them
 */
public record BearerAuthenticator(
        BearerTokens bearers, RoleSettings roles, AttributeSettings attributes, Logout<BearerToken> logout)
        implements Authenticator<BearerToken, TokenIdentity> {

    @Override
    public Class<BearerToken> credentialType() {
        return BearerToken.class;
    }

    @Override
    public Class<TokenIdentity> identityType() {
        return TokenIdentity.class;
    }

    /** Refuses a token that is bound to a client certificate unless the request has that certificate (RFC 8705, 3). */
    @Override
    public Authentication<TokenIdentity> authenticate(BearerToken token, RequestFacts facts) {
        Authentication<TokenIdentity> authentication = bearers.validate(token);
        if (authentication instanceof Authenticated<TokenIdentity> authenticated) {
            String certificate = authenticated.identity().certificate();
            if (certificate != null && !certificate.equals(facts.certificate())) {
                return Authentication.refused();
            }
        }
        return authentication;
    }

    @Override
    public Optional<TokenIdentity> remembered(BearerToken token) {
        return bearers.known(token);
    }

    @Override
    public Account account(BearerToken token, TokenIdentity identity) {
        return new BearerAccount(token, identity, this);
    }

    @Override
    public LogoutReport logout(Set<BearerToken> credentials, boolean everywhere, Runnable local) {
        return logout.end(credentials, everywhere, local);
    }

    /** The account of a person, or of a client that acts for itself. */
    private record BearerAccount(BearerToken credential, TokenIdentity identity, BearerAuthenticator by)
            implements Account {
        @Override
        public String scheme() {
            return "Bearer";
        }

        @Override
        public Set<String> roles() {
            return by.roles.of(identity.claims());
        }

        @Override
        public Set<String> scope() {
            return identity.scope();
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
        public boolean isClient() {
            return identity.isClient();
        }

        @Override
        public Optional<Token> storedToken() {
            return by.bearers.stored(credential, identity);
        }

        @Override
        public Optional<String> jwt() {
            return isClient() || credential.jwt() == null ? Optional.empty() : Optional.of(credential.value());
        }

        @Override
        public Token token(Renewal renewal) {
            if (renewal == Renewal.FORCE) {
                throw new AuthenticationRequired("Only the client that holds a bearer token can renew it");
            }
            Authentication<TokenIdentity> authentication = by.bearers.validate(credential);
            if (authentication instanceof Authentication.Unavailable<TokenIdentity> unavailable) {
                throw unavailable.outage().toException();
            }
            if (!authentication.isAuthenticated()) {
                throw new AuthenticationRequired("The bearer token is no longer valid");
            }
            return BearerTokens.asToken(credential, identity);
        }

        @Override
        public JourneyException withoutCodes() {
            return new AuthenticationRequired("AM issues codes for its sessions only, and not for access tokens");
        }

        @Override
        public UserInfo userInfo(Renewal renewal) {
            return by.bearers.userInfo(token(Renewal.IF_DUE), renewal);
        }

        @Override
        public void revoke() {
            by.bearers.revokeConfirmed(credential);
        }

        @Override
        public Optional<SessionOwner> sessionOwner() {
            return isClient()
                    ? Optional.empty()
                    : Subject.of(identity.claims()).map(name -> new SessionOwner(name, identity.realm(), null));
        }

        /** Returns the context of the token, which never changes. */
        @Override
        public AuthenticationContext authenticationContext(boolean isFresh) {
            return AuthenticationContext.ofToken(identity.claims());
        }

        @Override
        public boolean isSession() {
            return false;
        }
    }
}
