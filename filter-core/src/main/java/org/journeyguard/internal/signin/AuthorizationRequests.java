package org.journeyguard.internal.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.am.oauth.AuthorizationRedirect;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.signin.PendingSignIn.Trait;
import org.journeyguard.internal.token.CodeGrant;

/** Redirects browsers to AM with an authorization request (OpenID Connect Core, 3.1.2.1) and sets the cookie that binds it to them. */
final class AuthorizationRequests {
    private static final System.Logger LOG = System.getLogger(AuthorizationRequests.class.getName());

    private final CodeGrant codes;
    private final LoginPage page;
    private final SignInCookies names;
    private final Duration timeout;
    private final Clock clock;
    private final CookieCipher cipher;

    /**
     * @param page AM's login page, for AM versions that ignore the requested acr if the user is signed in
     * @param names of the cookies
     * @param timeout how long a sign-in may take
     * @param cipher encrypts states and cookies
     */
    AuthorizationRequests(
            CodeGrant codes, LoginPage page, SignInCookies names, Duration timeout, Clock clock, CookieCipher cipher) {
        this.codes = codes;
        this.page = page;
        this.names = names;
        this.timeout = timeout;
        this.clock = clock;
        this.cipher = cipher;
    }

    /**
     * Starts a sign-in.
     *
     * @param acrValues required sign-in methods; empty for any
     * @param present cookies of the browser's other pending sign-ins
     */
    SignInStart begin(SignInState state, List<String> acrValues, Set<Trait> traits, List<SignInCookie> present) {
        AuthorizationRequest made = AuthorizationRequest.make(acrValues);
        AuthorizationRequest asked = made.withState(state.behind(made.state(), cipher));
        return codes.begin(asked, traits.contains(Trait.SILENT))
                .fold(
                        redirect -> redirected(asked, redirect, acrValues, traits, present),
                        AuthorizationRequests::refused,
                        AuthorizationRequests::unavailable);
    }

    private SignInStart redirected(
            AuthorizationRequest asked,
            AuthorizationRedirect redirect,
            List<String> acrValues,
            Set<Trait> traits,
            List<SignInCookie> present) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        PendingSignIn started = new PendingSignIn(asked, redirect.issuer(), traits, now);
        SignInCookie cookie = new SignInCookie(names.name(asked.state()), started.sealed(cipher));
        String url = redirect.url();
        return new SignInStart.Departed(
                started.is(Trait.AT_PAGE)
                        ? page.loginUrlContinuingTo(url, AuthenticationRequirement.of(acrValues))
                        : url,
                cookie,
                SignInCookies.surplus(present, cookie, now, timeout));
    }

    private static SignInStart refused(AmResult.Refused<AuthorizationRedirect> refused) {
        LOG.log(
                System.Logger.Level.WARNING,
                "AM refuses the authorization request: {0} {1}",
                refused.error(),
                refused.description());
        return new SignInStart.Failed(Reason.SIGN_IN_REFUSED, null);
    }

    private static SignInStart unavailable(Outage outage) {
        LOG.log(System.Logger.Level.INFO, "AM does not answer, so no user can sign in: {0}", outage.what());
        return new SignInStart.Failed(Reason.SIGN_IN_UNAVAILABLE, outage.retryAfter());
    }
}
