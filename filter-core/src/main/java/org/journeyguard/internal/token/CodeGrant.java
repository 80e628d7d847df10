package org.journeyguard.internal.token;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.am.oauth.AuthorizationRedirect;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.UserName;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.jwt.TokenClaims;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.store.TokenSet;

/**
 * Runs the authorization code grant through a user's browser (RFC 6749, 4.1; OpenID Connect Core, 3.1). Calls to AM are limited like those
 * for unknown credentials, because the user is not known yet.
 */
public final class CodeGrant {
    private static final String TOO_MANY = "too many concurrent sign-ins";

    private final OAuthApi am;
    private final TokenSource source;
    private final IdTokens idTokens;
    private final CallLimiter limiter;
    private final Supplier<Deadline> deadlines;
    private final String realm;
    private final List<String> nameClaims;

    /**
     * @param deadlines of calls that start now
     * @param realm of the issuer
     * @param nameClaims that may hold the user's name, in order
     */
    public CodeGrant(
            OAuthApi am,
            TokenSource source,
            IdTokens idTokens,
            CallLimiter limiter,
            Supplier<Deadline> deadlines,
            String realm,
            List<String> nameClaims) {
        this.am = am;
        this.source = source;
        this.idTokens = idTokens;
        this.limiter = limiter;
        this.deadlines = deadlines;
        this.realm = realm;
        this.nameClaims = List.copyOf(nameClaims);
    }

    /**
     * Returns where to send the browser.
     *
     * @param isSilent whether AM must not interact with the user ({@code prompt=none})
     */
    public AmResult<AuthorizationRedirect> begin(AuthorizationRequest asked, boolean isSilent) {
        Deadline deadline = deadlines.get();
        return am.canTellWhereToSignIn()
                ? am.redirect(asked, isSilent, deadline)
                : limiter.run(
                        Priority.UNCONFIRMED,
                        () -> am.redirect(asked, isSilent, deadline),
                        () -> new AmResult.NoAnswer<>(TOO_MANY));
    }

    /** Exchanges a code for tokens with an ID token, and checks the ID token. */
    public AmResult<CodeTokens> exchange(String code, AuthorizationRequest asked) {
        Deadline deadline = deadlines.get();
        return limiter.run(
                Priority.UNCONFIRMED,
                () -> source.exchange(code, asked, true, deadline),
                () -> new AmResult.NoAnswer<>(TOO_MANY));
    }

    /** Obtains tokens with an ID token for the user of an SSO session, without a browser. */
    public AmResult<CodeTokens> signIn(SsoToken session) {
        Deadline deadline = deadlines.get();
        return limiter.run(
                Priority.UNCONFIRMED, () -> source.signIn(session, deadline), () -> new AmResult.NoAnswer<>(TOO_MANY));
    }

    /** Revokes tokens that will not be used. */
    public void discard(TokenSet tokens) {
        source.discard(tokens.mostRevocable(), deadlines.get());
    }

    /**
     * Returns the user of an ID token.
     *
     * @return empty when it names no user, or is from another realm
     */
    public Optional<AppIdentity> identity(Claims idToken) {
        boolean isAnotherRealm =
                idToken.names().contains("realm") && !idToken.text("realm").equals(Optional.of(realm));
        return isAnotherRealm
                ? Optional.empty()
                : new TokenClaims(idToken)
                        .name(nameClaims)
                        .flatMap(name -> idToken.text("sub")
                                .filter(UserName::isOne)
                                .map(sub -> new AppIdentity(name, realm, sub, idToken)));
    }

    /** Returns the user of an ID token that was checked when it was issued; empty as for {@link #identity(Claims)}. */
    public Optional<AppIdentity> identity(String idToken) {
        return identity(claims(idToken));
    }

    /** Returns the claims of an ID token that was checked when it was issued. */
    public Claims claims(String idToken) {
        return idTokens.read(idToken);
    }
}
