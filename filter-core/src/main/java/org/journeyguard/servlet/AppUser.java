package org.journeyguard.servlet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.ApiError;
import org.journeyguard.Claims;
import org.journeyguard.LogoutReport;
import org.journeyguard.Renewal;
import org.journeyguard.Session;
import org.journeyguard.SessionInfo;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.am.SessionOwner;
import org.journeyguard.config.JourneyConfig.Roles;
import org.journeyguard.credential.AppIdentity;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.AuthenticationContext;
import org.journeyguard.token.Subject;
import org.jspecify.annotations.Nullable;

/** The user of a request with a session of the application's own, who has signed in by the authorization code flow. */
final class AppUser implements GuardedUser {
    private final AppSession session;
    private final AppIdentity identity;
    private final Passage passage;

    AppUser(AppSession session, AppIdentity identity, Passage passage) {
        this.session = session;
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

    /** From a claim, if that is where roles come from; AM shows attributes and properties to its own sessions only. */
    @Override
    public Set<String> roles() {
        Roles roles = runtime().roles();
        return roles.source() == Roles.Source.CLAIM ? identity.claims().texts(roles.name()) : Set.of();
    }

    /** As for each request that is let in by a cookie: the scope limits what a client may do, and here is the user. */
    @Override
    public Set<String> scope() {
        return Set.of();
    }

    @Override
    public Claims claims() {
        return identity.claims();
    }

    @Override
    public boolean isClient() {
        return false;
    }

    /** AM's session is not known here. */
    @Override
    public Optional<Session> session() {
        return Optional.empty();
    }

    @Override
    public Optional<Token> storedToken() {
        return runtime().storedToken(session);
    }

    @Override
    public Token token(Renewal renewal) {
        return runtime().keeper().token(session, renewal);
    }

    @Override
    public UserInfo userInfo(Renewal renewal) {
        return runtime().keeper().userInfo(session, renewal);
    }

    @Override
    public void revoke() {
        runtime().keeper().revoke(session);
    }

    @Override
    public List<SessionInfo> sessions() {
        return sessionOwner().map(owner -> runtime().sessionsOf(owner, session)).orElse(List.of());
    }

    @Override
    public void end(String handle) {
        SessionOwner owner =
                sessionOwner().orElseThrow(() -> new ApiError(404, "not_found", "the user has no such session"));
        runtime().endSessionOf(owner, handle, session);
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
    public AppSession credential() {
        return session;
    }

    private Optional<SessionOwner> sessionOwner() {
        return Subject.of(identity.claims()).map(name -> new SessionOwner(name, identity.realm(), null));
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
        return "AM";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AppUser that && session.equals(that.session);
    }

    @Override
    public int hashCode() {
        return session.hashCode();
    }

    @Override
    public String toString() {
        return identity.name() + " of realm " + identity.realm();
    }
}
