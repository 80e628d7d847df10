package org.journeyguard.internal.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.AuthenticationContext;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.signin.PendingSignIn.Trait;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.CodeTokens;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in by the authorization code flow (OpenID Connect Core, 3.1). A pending sign-in is stored in a cookie of its browser, so
 * abandoned sign-ins use no memory here.
 */
public final class CodeFlowSignIn {
    private static final System.Logger LOG = System.getLogger(CodeFlowSignIn.class.getName());
    private static final Duration SOON = Duration.ofSeconds(5);
    /** Retry delay after which a session may have ended. */
    private static final Duration LATER = Duration.ofMinutes(1);
    /** Responses within the sign-in timeout; AM accepts each code only once anyway. */
    private static final int MOST_ANSWERS = 50_000;
    /** Untrusted values that are safe to log. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final CodeGrant codes;
    private final AppSessions sessions;
    private final AcrRules acr;
    private final SignInCookies names;
    private final Duration timeout;
    private final Clock clock;
    private final CookieCipher cipher = new CookieCipher();
    private final AuthorizationRequests start;
    private final Cache<TokenDigest, Boolean> answered;

    /**
     * @param sessions manages the sessions that sign-ins start
     * @param acr interprets acr values
     * @param page AM's login page, for AM versions that ignore the requested acr if the user is signed in
     * @param names of the cookies
     * @param timeout how long a sign-in may take
     */
    public CodeFlowSignIn(
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
        this.names = names;
        this.timeout = timeout;
        this.clock = clock;
        this.start = new AuthorizationRequests(codes, page, names, timeout, clock, cipher);
        this.answered = Caffeine.newBuilder()
                .maximumSize(MOST_ANSWERS)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(timeout.plusSeconds(1))
                .build();
    }

    /** Returns the names of the cookies. */
    public SignInCookies names() {
        return names;
    }

    /** Returns how long a sign-in may take. */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Starts a sign-in.
     *
     * @param present cookies of the browser's other pending sign-ins
     * @param own the session that the browser presents; null for none
     */
    public SignInStart begin(SignInWish wish, List<SignInCookie> present, @Nullable AppSession own) {
        if (wish.acrValues().isEmpty() && sessions.isFull()) {
            return new SignInStart.Failed(Reason.SESSIONS_FULL, LATER);
        }
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (wish.isSilent()) {
            traits.add(Trait.SILENT);
        }
        if (!isSignedIn(own)) {
            traits.add(Trait.FIRST);
        }
        return start.begin(new SignInState(wish.back(), wish.attempt()), wish.acrValues(), traits, present);
    }

    /** Restarts, through AM's login page, a sign-in that did not meet the requirement. */
    public SignInStart beginAtPage(SignInOutcome.TooWeak weak, List<SignInCookie> present) {
        return start.begin(new SignInState(weak.back(), 0), weak.acrValues(), EnumSet.of(Trait.AT_PAGE), present);
    }

    /**
     * Completes a sign-in. Changes nothing unless the user is signed in.
     *
     * @param query of the redirect path, as sent; null for none
     * @param present cookies of the browser's pending sign-ins
     * @param own the session that the browser presents; null for none
     */
    public SignInOutcome finish(@Nullable String query, List<SignInCookie> present, @Nullable AppSession own) {
        AuthorizationCallback answer = AuthorizationCallback.read(query).orElse(null);
        SignInState state =
                answer == null ? null : SignInState.read(answer.state(), cipher).orElse(null);
        PendingSignIn started = answer == null ? null : started(answer.state(), present);
        if (answer == null || state == null || started == null) {
            return notStarted(answer, state, present, own);
        }
        Pending pending = new Pending(names.name(answer.state()), state.back(), started, own);
        boolean isFirst = answered.asMap().putIfAbsent(TokenDigest.of(answer.state()), Boolean.TRUE) == null;
        Optional<Reason> fault = isFirst
                ? CallbackRules.fault(answer, started, timeout, clock.instant())
                : Optional.of(Reason.SIGN_IN_REPLAYED);
        if (fault.isPresent()) {
            boolean isErrorCode = ERROR.matcher(answer.error()).matches();
            LOG.log(
                    fault.get() == Reason.SIGN_IN_REFUSED ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "A sign-in has failed: {0} {1}",
                    fault.get(),
                    isErrorCode ? answer.error() : "");
            boolean isOver = fault.get() == Reason.SIGN_IN_REPLAYED || fault.get() == Reason.SIGN_IN_TOO_LATE;
            return isOver && isSignedIn(own)
                    ? new SignInOutcome.SignedInBefore(pending.cookie(), pending.back())
                    : pending.failed(fault.get(), fault.get() == Reason.SIGN_IN_UNAVAILABLE ? SOON : null);
        }
        return codes.exchange(answer.code(), started.asked())
                .fold(
                        got -> exchanged(pending, got),
                        refused -> refused(pending, refused),
                        outage -> unavailable(pending, outage));
    }

    /**
     * Handles a response whose sign-in is not pending in this browser: it is late or repeated, its cookie was displaced by other tabs, or
     * it belongs to another browser. Signs nobody in and at most returns to the sign-in's target.
     */
    private SignInOutcome notStarted(
            @Nullable AuthorizationCallback answer,
            @Nullable SignInState state,
            List<SignInCookie> present,
            @Nullable AppSession own) {
        String back = state == null ? "/" : state.back();
        if (isSignedIn(own)) {
            return new SignInOutcome.SignedInBefore("", back);
        }
        boolean hasManyTabs = answer != null && !answer.code().isEmpty() && present.size() >= SignInCookies.MOST;
        SignInState next = hasManyTabs && state != null ? state.again().orElse(null) : null;
        return next == null
                ? new SignInOutcome.Failed("", back, List.of(), Reason.SIGN_IN_NOT_STARTED, null)
                : new SignInOutcome.PushedOut(next.back(), next.attempt());
    }

    private boolean isSignedIn(@Nullable AppSession own) {
        return own != null && sessions.userOf(own).isPresent();
    }

    /**
     * A sign-in with its authorization response.
     *
     * @param cookie its name
     * @param own the session that the browser presents; null for none
     */
    private record Pending(
            String cookie,
            String back,
            PendingSignIn started,
            @Nullable AppSession own) {
        SignInOutcome failed(Reason reason, @Nullable Duration retryAfter) {
            boolean isUnseen = reason == Reason.SIGN_IN_NOT_DONE && started.is(Trait.SILENT);
            List<String> acrValues = started.asked().acrValues();
            Reason unseen = acrValues.isEmpty() ? Reason.SIGN_IN_FRAMED : Reason.STRONGER_SIGN_IN_REQUIRED;
            return new SignInOutcome.Failed(cookie, back, acrValues, isUnseen ? unseen : reason, retryAfter);
        }
    }

    private static SignInOutcome refused(Pending pending, AmResult.Refused<CodeTokens> refused) {
        boolean invalidGrant = refused.error().equals("invalid_grant");
        LOG.log(
                invalidGrant ? System.Logger.Level.INFO : System.Logger.Level.WARNING,
                "A sign-in has failed: {0} {1}",
                refused.error(),
                refused.description());
        return pending.failed(invalidGrant ? Reason.CODE_NOT_ACCEPTED : Reason.SIGN_IN_REFUSED, null);
    }

    private static SignInOutcome unavailable(Pending pending, Outage outage) {
        LOG.log(System.Logger.Level.INFO, "A sign-in has failed: {0}", outage.what());
        return pending.failed(Reason.SIGN_IN_UNAVAILABLE, outage.retryAfter());
    }

    private SignInOutcome exchanged(Pending pending, CodeTokens got) {
        AppIdentity identity = codes.identity(got.idToken()).orElse(null);
        if (identity == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A sign-in has failed: its ID token is without a name or of another realm");
            codes.discard(got.tokens());
            return pending.failed(Reason.SIGN_IN_REFUSED, null);
        }
        PendingSignIn started = pending.started();
        List<String> acrValues = started.asked().acrValues();
        if (!acr.isMet(AuthenticationRequirement.of(acrValues), AuthenticationContext.ofToken(identity.claims()))) {
            codes.discard(got.tokens());
            if (started.is(Trait.SILENT)) {
                return pending.failed(Reason.SIGN_IN_NOT_DONE, null);
            }
            return started.is(Trait.AT_PAGE)
                    ? pending.failed(Reason.SIGN_IN_TOO_WEAK, null)
                    : new SignInOutcome.TooWeak(pending.cookie(), pending.back(), acrValues);
        }
        if (started.is(Trait.FIRST) && acrValues.isEmpty() && isSignedInAs(identity, pending.own())) {
            // another tab has signed in meanwhile; its session is used
            codes.discard(got.tokens());
            return new SignInOutcome.SignedInBefore(pending.cookie(), pending.back());
        }
        AppSession session = AppSession.make();
        try {
            AppSessions.Beginning beginning = sessions.begin(session, got.tokens(), identity, started.at());
            if (beginning == AppSessions.Beginning.FULL) {
                codes.discard(got.tokens());
                return pending.failed(Reason.SESSIONS_FULL, LATER);
            }
            if (beginning == AppSessions.Beginning.SIGNED_OUT) {
                return pending.failed(Reason.SIGNED_OUT_MEANWHILE, null);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A sign-in has failed: its session can't be kept in the store", e);
            codes.discard(got.tokens());
            return pending.failed(Reason.SIGN_IN_UNAVAILABLE, SOON);
        }
        return new SignInOutcome.SignedIn(pending.cookie(), pending.back(), session, identity);
    }

    private boolean isSignedInAs(AppIdentity identity, @Nullable AppSession own) {
        return own != null
                && sessions.userOf(own)
                        .filter(present -> present.owner().equals(identity.owner()))
                        .isPresent();
    }

    /** Returns the number of remembered responses. */
    long remembered() {
        answered.cleanUp();
        return answered.estimatedSize();
    }

    /** An attacker could plant a second cookie of the same name, but not one that decrypts. */
    private @Nullable PendingSignIn started(String state, List<SignInCookie> present) {
        String name = names.name(state);
        return present.stream()
                .filter(cookie -> cookie.name().equals(name))
                .flatMap(cookie -> PendingSignIn.open(state, cookie, cipher).stream())
                .findFirst()
                .orElse(null);
    }
}
