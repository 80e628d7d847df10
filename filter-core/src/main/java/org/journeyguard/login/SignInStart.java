package org.journeyguard.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.journeyguard.am.AuthorizationRequest;
import org.journeyguard.am.Departure;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.LoginPage;
import org.journeyguard.decide.Reason;
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
        OAuthAnswer<Departure> departure = codes.begin(asked, traits.contains(Trait.SILENT));
        if (departure instanceof OAuthAnswer.Given<Departure> given) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            StartedSignIn started = new StartedSignIn(asked, given.value().issuer(), traits, now);
            SignInCookie cookie = new SignInCookie(names.name(asked.state()), started.sealed(seal));
            String url = given.value().url();
            return new Begun.Departed(
                    started.is(Trait.AT_PAGE) ? page.andOnTo(url, AuthenticationDemand.of(acrValues)) : url,
                    cookie,
                    SignInCookies.surplus(present, cookie, now, timeout));
        }
        if (departure instanceof OAuthAnswer.Silent<Departure> silent) {
            LOG.log(System.Logger.Level.INFO, "Nobody can be sent to sign in: {0}", silent.what());
            return new Begun.Failed(Reason.SIGN_IN_SILENT, silent.retryAfter());
        }
        OAuthAnswer.Denied<Departure> denied = (OAuthAnswer.Denied<Departure>) departure;
        LOG.log(
                System.Logger.Level.WARNING,
                "AM refuses to be asked for a code: {0} {1}",
                denied.error(),
                denied.description());
        return new Begun.Failed(Reason.SIGN_IN_REFUSED, null);
    }
}
