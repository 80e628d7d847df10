package org.journeyguard.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.journeyguard.am.oauth.AuthorizationRedirect;
import org.journeyguard.am.oauth.AuthorizationRequest;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.LoginPage;
import org.journeyguard.decide.Reason;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;
import org.journeyguard.login.StartedSignIn.Trait;
import org.journeyguard.token.CodeGrant;

/** Sends browsers to AM with an authorization request (OpenID Connect Core, 3.1.2.1), and with the cookie that binds it to them. */
final class SignInStart {
    private static final System.Logger LOG = System.getLogger(SignInStart.class.getName());

    private final CodeGrant codes;
    private final LoginPage page;
    private final SignInCookies names;
    private final Duration timeout;
    private final Clock clock;
    private final Seal seal;

    /**
     * @param page AM's login page, for an AM that lets whoever is signed in pass by what is asked for
     * @param names of the cookies
     * @param timeout how long a sign-in may take
     * @param seal of states and cookies
     */
    SignInStart(CodeGrant codes, LoginPage page, SignInCookies names, Duration timeout, Clock clock, Seal seal) {
        this.codes = codes;
        this.page = page;
        this.names = names;
        this.timeout = timeout;
        this.clock = clock;
        this.seal = seal;
    }

    /**
     * Begins a sign-in.
     *
     * @param acrValues how to sign in; empty for anyhow
     * @param present cookies of sign-ins that the browser has begun already
     */
    Begun begin(SignInState state, List<String> acrValues, Set<Trait> traits, List<SignInCookie> present) {
        AuthorizationRequest made = AuthorizationRequest.make(acrValues);
        AuthorizationRequest asked = made.withState(state.behind(made.state(), seal));
        return codes.begin(asked, traits.contains(Trait.SILENT))
                .fold(
                        redirect -> redirected(asked, redirect, acrValues, traits, present),
                        SignInStart::refused,
                        SignInStart::unavailable);
    }

    private Begun redirected(
            AuthorizationRequest asked,
            AuthorizationRedirect redirect,
            List<String> acrValues,
            Set<Trait> traits,
            List<SignInCookie> present) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        StartedSignIn started = new StartedSignIn(asked, redirect.issuer(), traits, now);
        SignInCookie cookie = new SignInCookie(names.name(asked.state()), started.sealed(seal));
        String url = redirect.url();
        return new Begun.Departed(
                started.is(Trait.AT_PAGE) ? page.andOnTo(url, AuthenticationDemand.of(acrValues)) : url,
                cookie,
                SignInCookies.surplus(present, cookie, now, timeout));
    }

    private static Begun refused(AmResult.Refused<AuthorizationRedirect> refused) {
        LOG.log(
                System.Logger.Level.WARNING,
                "AM refuses the authorization request: {0} {1}",
                refused.error(),
                refused.description());
        return new Begun.Failed(Reason.SIGN_IN_REFUSED, null);
    }

    private static Begun unavailable(Outage outage) {
        LOG.log(System.Logger.Level.INFO, "AM does not answer, so no user can sign in: {0}", outage.what());
        return new Begun.Failed(Reason.SIGN_IN_SILENT, outage.retryAfter());
    }
}
