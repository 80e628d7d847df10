package org.journeyguard.internal.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.policy.AcrRules;
import org.journeyguard.internal.policy.LoginPage;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.signin.PendingSignIn.Trait;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.internal.token.CodeGrant;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in by the authorization code flow (OpenID Connect Core, 3.1). A pending sign-in is stored in a cookie of its browser, so
 * abandoned sign-ins use no memory here.
 */
public final class CodeFlowSignIn {
    private static final System.Logger LOG = System.getLogger(CodeFlowSignIn.class.getName());
    /** Untrusted values that are safe to log. */
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,60}");

    private final AppSessions sessions;
    private final SignInCookies names;
    private final Duration timeout;
    private final Clock clock;
    private final CookieCipher cipher;
    private final AuthorizationRequests start;
    private final SignInCompletion completion;
    private final FirstUse states;

    /**
     * @param sessions manages the sessions that sign-ins start
     * @param acr interprets acr values
     * @param page AM's login page, for AM versions that ignore the requested acr if the user is signed in
     * @param names of the cookies
     * @param timeout how long a sign-in may take
     * @param cipher encrypts states and cookies
     * @param states of authorization responses, each of which counts once
     */
    public CodeFlowSignIn(
            CodeGrant codes,
            AppSessions sessions,
            AcrRules acr,
            LoginPage page,
            SignInCookies names,
            Duration timeout,
            CookieCipher cipher,
            FirstUse states,
            Clock clock) {
        this.sessions = sessions;
        this.names = names;
        this.timeout = timeout;
        this.cipher = cipher;
        this.states = states;
        this.clock = clock;
        this.start = new AuthorizationRequests(codes, page, names, timeout, clock, cipher);
        this.completion = new SignInCompletion(codes, sessions, acr);
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
            return new SignInStart.Failed(Reason.SESSIONS_FULL, SignInCompletion.LATER);
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
        AnsweredSignIn signIn = new AnsweredSignIn(names.name(answer.state()), state.back(), started, own);
        Optional<Reason> fault = fault(answer, started);
        return fault.isPresent()
                ? failed(signIn, fault.get(), answer.error())
                : completion.complete(signIn, answer.code());
    }

    private Optional<Reason> fault(AuthorizationCallback answer, PendingSignIn started) {
        try {
            return states.use(TokenDigest.of(answer.state())).isPresent()
                    ? CallbackRules.fault(answer, started, timeout, clock.instant())
                    : Optional.of(Reason.SIGN_IN_REPLAYED);
        } catch (Unavailable e) {
            return Optional.of(Reason.SIGN_IN_UNAVAILABLE);
        }
    }

    private SignInOutcome failed(AnsweredSignIn signIn, Reason fault, String error) {
        LOG.log(
                fault == Reason.SIGN_IN_REFUSED ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                "A sign-in has failed: {0} {1}",
                fault,
                ERROR.matcher(error).matches() ? error : "");
        boolean isOver = fault == Reason.SIGN_IN_REPLAYED || fault == Reason.SIGN_IN_TOO_LATE;
        return isOver && isSignedIn(signIn.own())
                ? signIn.signedInBefore()
                : signIn.failed(fault, fault == Reason.SIGN_IN_UNAVAILABLE ? SignInCompletion.SOON : null);
    }

    /**
     * Handles a response whose sign-in is not pending in this browser: it is late or repeated, its cookie was displaced by other tabs, or
     * it belongs to another browser. Does not sign the user in, and at most returns to the sign-in's target.
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
