package org.journeyguard.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.journeyguard.am.AuthorizationRequest;
import org.journeyguard.am.Departure;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.credential.AppIdentity;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.AuthenticationContext;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.decide.AcrRules;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.LoginPage;
import org.journeyguard.decide.Reason;
import org.journeyguard.token.CodeGrant;
import org.journeyguard.token.Exchanged;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the authorization code flow (OpenID Connect Core, 3.1). What is known of a sign-in is in a cookie of its browser
 * until its answer comes, so those that are started and never finished cost nothing here.
 */
public final class SignIns {
    private static final System.Logger LOG = System.getLogger(SignIns.class.getName());
    private static final Duration SOON = Duration.ofSeconds(5);
    /** When a place may be free again. */
    private static final Duration LATER = Duration.ofMinutes(1);
    /** Answers within the time that a sign-in may take; AM takes each code once anyway. */
    private static final int MOST_ANSWERS = 50_000;
    /** What may be written to a log of what somebody has sent. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final CodeGrant codes;
    private final AppSessions sessions;
    private final AcrRules acr;
    private final LoginPage page;
    private final SignInCookies names;
    private final Duration timeout;
    private final Clock clock;
    private final Seal seal = new Seal();
    private final Cache<TokenDigest, Boolean> answered;

    /**
     * @param sessions those that begin with a sign-in
     * @param acr what ways to sign in mean
     * @param page AM's login page, for an AM that lets whoever is signed in pass by what is asked for
     * @param names of the cookies
     * @param timeout how long a sign-in may take
     */
    SignIns(
            CodeGrant codes,
            AppSessions sessions,
            AcrRules acr,
            LoginPage page,
            SignInCookies names,
            Duration timeout,
            Clock clock,
            LongSupplier nanoTime) {
        this.codes = codes;
        this.sessions = sessions;
        this.acr = acr;
        this.page = page;
        this.names = names;
        this.timeout = timeout;
        this.clock = clock;
        this.answered = Caffeine.newBuilder()
                .maximumSize(MOST_ANSWERS)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(timeout.plusSeconds(1))
                .build();
    }

    /** How the cookies are named. */
    public SignInCookies names() {
        return names;
    }

    /** How long a sign-in may take. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Begins one.
     *
     * @param back path below the context to come back to: {@link org.journeyguard.decide.ReturnPath}
     * @param acrValues how to sign in; empty for anyhow
     * @param present cookies of sign-ins that the browser has begun already
     */
    public Begun begin(String back, List<String> acrValues, List<SignInCookie> present) {
        if (acrValues.isEmpty() && sessions.isFull()) {
            return new Begun.Failed(Reason.SESSIONS_FULL, LATER);
        }
        return begin(back, acrValues, false, present);
    }

    /** Begins one anew whose user has not signed in as it was asked for, by way of AM's login page. */
    public Begun beginAtPage(Finished.TooWeak weak, List<SignInCookie> present) {
        return begin(weak.back(), weak.acrValues(), true, present);
    }

    private Begun begin(String back, List<String> acrValues, boolean isAtPage, List<SignInCookie> present) {
        AuthorizationRequest asked = AuthorizationRequest.make(acrValues);
        OAuthAnswer<Departure> departure = codes.begin(asked);
        if (departure instanceof OAuthAnswer.Given<Departure> given) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            StartedSignIn started = new StartedSignIn(asked, given.value().issuer(), back, isAtPage, now);
            SignInCookie cookie = new SignInCookie(names.name(asked.state()), started.sealed(seal));
            String url = given.value().url();
            return new Begun.Departed(
                    isAtPage ? page.andOnTo(url, AuthenticationDemand.of(acrValues)) : url,
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

    /**
     * Finishes one. Unless it says who has signed in, nothing has changed.
     *
     * @param query of the redirect path, as sent; null for none
     * @param present cookies of sign-ins that the browser has begun
     */
    public Finished finish(@Nullable String query, List<SignInCookie> present) {
        Callback answer = Callback.read(query).orElse(null);
        StartedSignIn started = answer == null ? null : started(answer.state(), present);
        if (answer == null || started == null) {
            return new Finished.Failed("", "/", List.of(), Reason.SIGN_IN_NOT_STARTED, null);
        }
        String cookie = names.name(answer.state());
        boolean isFirst = answered.asMap().putIfAbsent(TokenDigest.of(answer.state()), Boolean.TRUE) == null;
        Optional<Reason> fault = isFirst
                ? CallbackRules.fault(answer, started, timeout, clock.instant())
                : Optional.of(Reason.SIGN_IN_REPLAYED);
        if (fault.isPresent()) {
            boolean isSayable = ERROR.matcher(answer.error()).matches();
            LOG.log(
                    fault.get() == Reason.SIGN_IN_REFUSED ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "A sign-in has failed: {0} {1}",
                    fault.get(),
                    isSayable ? answer.error() : "");
            return failed(cookie, started, fault.get(), fault.get() == Reason.SIGN_IN_SILENT ? SOON : null);
        }
        return exchanged(cookie, started, codes.exchange(answer.code(), started.asked()));
    }

    private Finished exchanged(String cookie, StartedSignIn started, Exchanged exchanged) {
        if (exchanged instanceof Exchanged.Silent silent) {
            LOG.log(System.Logger.Level.INFO, "A sign-in has failed: {0}", silent.what());
            return failed(cookie, started, Reason.SIGN_IN_SILENT, silent.retryAfter());
        }
        if (exchanged instanceof Exchanged.Refused refused) {
            boolean isOfTheCode = refused.error().equals("invalid_grant");
            LOG.log(
                    isOfTheCode ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                    "A sign-in has failed: {0} {1}",
                    refused.error(),
                    refused.description());
            Reason reason = isOfTheCode ? Reason.CODE_NOT_ACCEPTED : Reason.SIGN_IN_REFUSED;
            return failed(cookie, started, reason, null);
        }
        Exchanged.Tokens got = (Exchanged.Tokens) exchanged;
        AppIdentity identity = codes.identity(got.idToken()).orElse(null);
        if (identity == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A sign-in has failed: its ID token is without a name or of another realm");
            codes.discard(got.tokens());
            return failed(cookie, started, Reason.SIGN_IN_REFUSED, null);
        }
        List<String> acrValues = started.asked().acrValues();
        if (!acr.isMet(AuthenticationDemand.of(acrValues), AuthenticationContext.ofToken(identity.claims()))) {
            codes.discard(got.tokens());
            return started.isAtPage()
                    ? failed(cookie, started, Reason.SIGN_IN_TOO_WEAK, null)
                    : new Finished.TooWeak(cookie, started.back(), acrValues);
        }
        AppSession session = AppSession.make();
        try {
            AppSessions.Beginning beginning = sessions.begin(session, got.tokens(), identity, started.at());
            if (beginning == AppSessions.Beginning.FULL) {
                codes.discard(got.tokens());
                return failed(cookie, started, Reason.SESSIONS_FULL, LATER);
            }
            if (beginning == AppSessions.Beginning.SIGNED_OUT) {
                return failed(cookie, started, Reason.SIGNED_OUT_MEANWHILE, null);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A sign-in has failed: its session can't be kept in the store", e);
            codes.discard(got.tokens());
            return failed(cookie, started, Reason.SIGN_IN_SILENT, SOON);
        }
        return new Finished.SignedIn(cookie, started.back(), session, identity);
    }

    private static Finished failed(String cookie, StartedSignIn started, Reason reason, @Nullable Duration retryAfter) {
        return new Finished.Failed(cookie, started.back(), started.asked().acrValues(), reason, retryAfter);
    }

    /** How many answers are remembered. */
    long remembered() {
        answered.cleanUp();
        return answered.estimatedSize();
    }

    /** Somebody could plant a second cookie of the same name, but none that opens. */
    private @Nullable StartedSignIn started(String state, List<SignInCookie> present) {
        String name = names.name(state);
        return present.stream()
                .filter(cookie -> cookie.name().equals(name))
                .flatMap(cookie -> StartedSignIn.open(state, cookie, seal).stream())
                .findFirst()
                .orElse(null);
    }
}
