package org.journeyguard.servlet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.ApiError;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.am.SessionOwner;
import org.journeyguard.config.JourneyConfig.Roles;
import org.journeyguard.credential.AuthenticationContext;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.TokenIdentity;
import org.journeyguard.credential.Validation;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.Subject;
import org.jspecify.annotations.Nullable;

/** The user of a request with a good access token: a person, or a client that acts for itself. */
final class BearerUser implements GuardedUser {
    private final BearerToken token;
    private final TokenIdentity identity;
    private final Bearers bearers;
    private final Passage passage;

    BearerUser(BearerToken token, TokenIdentity identity, Bearers bearers, Passage passage) {
        this.token = token;
        this.identity = identity;
        this.bearers = bearers;
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

    /** From a claim, if that is where roles come from; AM shows attributes and properties to sessions only. */
    @Override
    public Set<String> roles() {
        Roles roles = runtime().roles();
        return roles.source() == Roles.Source.CLAIM ? identity.claims().texts(roles.name()) : Set.of();
    }

    @Override
    public Set<String> scope() {
        return identity.scope();
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
    public Optional<Session> session() {
        return Optional.empty();
    }

    @Override
    public Optional<Token> storedToken() {
        return bearers.stored(token, identity);
    }

    @Override
    public Token token(Renewal renewal) {
        if (renewal == Renewal.FORCE) {
            throw new AuthenticationRequired("Only the client that holds a bearer token can renew it");
        }
        Validation validation = bearers.validate(token);
        if (validation instanceof Validation.Unavailable none) {
            throw none.outage().toException();
        }
        if (!(validation instanceof Validation.ValidToken)) {
            throw new AuthenticationRequired("The bearer token is no longer good");
        }
        return Bearers.asToken(token, identity);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return bearers.userInfo(token(), renewal);
    }

    @Override
    public void revoke() {
        bearers.revokeConfirmed(token);
    }

    @Override
    public List<SessionInfo> sessions() {
        return sessionOwner().map(owner -> runtime().sessionsOf(owner, token)).orElse(List.of());
    }

    @Override
    public void end(String handle) {
        SessionOwner owner =
                sessionOwner().orElseThrow(() -> new ApiError(404, "not_found", "who the token names has no sessions"));
        runtime().endSessionOf(owner, handle, token);
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
    public BearerToken credential() {
        return token;
    }

    Bearers bearers() {
        return bearers;
    }

    /** None for a client. */
    private Optional<SessionOwner> sessionOwner() {
        return isClient()
                ? Optional.empty()
                : Subject.of(identity.claims()).map(name -> new SessionOwner(name, identity.realm(), null));
    }

    @Override
    public String owner() {
        return identity.owner();
    }

    @Override
    public JourneyRuntime runtime() {
        return passage.runtime();
    }

    /** As its token states it, once and for all. */
    @Override
    public AuthenticationContext authenticationContext(boolean isAnew) {
        return AuthenticationContext.ofToken(identity.claims());
    }

    @Override
    public String authenticationScheme() {
        return "Bearer";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BearerUser that && token.equals(that.token);
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
