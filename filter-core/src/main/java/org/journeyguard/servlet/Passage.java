package org.journeyguard.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.Unavailable;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.HttpAnswer;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the application after the filter has decided about it: who the user is, and how to answer
 * when the application finds that this is not enough. Found on the request, so that later dispatches, JAX-RS and CDI all see
 * the same one.
 */
public final class Passage {
    /** The request attribute that holds the passage. */
    public static final String ATTRIBUTE = "org.journeyguard.passage";

    private final JourneyRuntime runtime;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletFacts facts;
    private final Decision.Proceed.As as;
    private volatile boolean active = true;
    private volatile @Nullable SessionUser user;
    private volatile @Nullable Validation answer;

    Passage(
            JourneyRuntime runtime,
            HttpServletRequest request,
            HttpServletResponse response,
            ServletFacts facts,
            Decision.Proceed.As as) {
        this.runtime = runtime;
        this.request = request;
        this.response = response;
        this.facts = facts;
        this.as = as;
    }

    /** The passage of a request; empty when it did not come through the filter, and then nobody may be trusted. */
    public static Optional<Passage> of(ServletRequest request) {
        return Optional.ofNullable((Passage) request.getAttribute(ATTRIBUTE));
    }

    /**
     * The user; on a public path AM is asked now, if it was not before.
     *
     * @return empty when nobody is signed in, and on a public path also when AM does not answer
     */
    public Optional<JourneyUser> user() {
        return Optional.ofNullable(sessionUser());
    }

    /** How the user was authenticated, as {@code getAuthType()} says it; empty when nobody is signed in. */
    public Optional<String> authenticationScheme() {
        return user().map(signedIn -> JourneyRequest.AUTH_TYPE);
    }

    /** The answer for somebody who has to sign in first. */
    public HttpAnswer signIn() {
        Decision decision = needsUser();
        return answerTo(
                decision instanceof Decision.Proceed ? runtime.decider().signIn(facts, runtime.now()) : decision);
    }

    /**
     * The answer for somebody who may not do this.
     *
     * @param reason why
     */
    public HttpAnswer forbidden(Reason reason) {
        return HttpAnswers.challenge(new Decision.Challenge(reason, null), facts.wantsPage());
    }

    /** The answer that an exception of JourneyGuard stands for. */
    public HttpAnswer answerTo(JourneyException e) {
        return e instanceof Unavailable silent
                ? answerTo(new Decision.Reject(Reason.AM_SILENT, silent.retryAfter()))
                : answerTo(runtime.decider().signIn(facts, runtime.now()));
    }

    /** The answer to a decision against proceeding; sets the cookies that go with it. */
    HttpAnswer answerTo(Decision decision) {
        if (decision instanceof Decision.Redirect redirect) {
            if (!response.isCommitted()) {
                runtime.cookies().countLogin(response, redirect.loginCounter());
            }
            return HttpAnswers.redirect(302, redirect.location());
        }
        if (decision instanceof Decision.Challenge challenge) {
            if (challenge.reason() == Reason.TWO_SESSIONS && !response.isCommitted()) {
                runtime.cookies().expireSsoCookie(response);
            }
            return HttpAnswers.challenge(challenge, facts.wantsPage());
        }
        return HttpAnswers.reject((Decision.Reject) decision, facts.wantsPage());
    }

    JourneyRuntime runtime() {
        return runtime;
    }

    Decision.Proceed.As as() {
        return as;
    }

    void validated(SessionUser confirmed, Validation by) {
        this.user = confirmed;
        this.answer = by;
        keepOutOfCaches();
    }

    /** What may be written for one user is not stored, unless the application says otherwise. */
    private void keepOutOfCaches() {
        if (!response.isCommitted() && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    @Nullable
    SessionUser sessionUser() {
        if (isOpen() && active) {
            needsUser();
        }
        return user;
    }

    /** The user if one is confirmed already; asks nobody. */
    @Nullable
    SessionUser confirmedUser() {
        return user;
    }

    /** Whether AM was asked and left it open who this is. */
    boolean isUndecided() {
        return isOpen() && !(presented() instanceof Presented.Nothing);
    }

    /** Whether it is open who this is, because nobody had reason to ask AM. */
    boolean isOpen() {
        return as == Decision.Proceed.As.WHOEVER_IT_IS && user == null && answer == null;
    }

    boolean isNobody() {
        return as == Decision.Proceed.As.NOBODY;
    }

    boolean wantsPage() {
        return facts.wantsPage();
    }

    /** What this passage gets where a user is needed: to proceed, if AM confirms one. That AM was silent is not remembered. */
    Decision needsUser() {
        Presented presented = facts.presented();
        if (presented instanceof Presented.Unreadable unreadable) {
            return new Decision.Reject(Reason.AM_SILENT, unreadable.retryAfter());
        }
        if (as == Decision.Proceed.As.NOBODY || !(presented instanceof Presented.One one)) {
            answer = Validation.REFUSED;
            return runtime.decider().signIn(facts, runtime.now());
        }
        Validation validation = runtime.validate(one.token());
        Decision decision = runtime.decider().after(facts, validation, runtime.now());
        if (validation instanceof Validation.Valid valid && decision instanceof Decision.Proceed) {
            user = new SessionUser(one.token(), valid.identity(), this);
            keepOutOfCaches();
        }
        answer = validation instanceof Validation.Unavailable ? null : validation;
        return decision;
    }

    /** What the request presents; nothing once it has ended. */
    Presented presented() {
        return active ? facts.presented() : Presented.NOTHING;
    }

    /** Ends the session of this passage, and as long as the request lives all that hangs on it. */
    LogoutReport logout() {
        SessionUser leaving = user;
        if (leaving == null && presented() instanceof Presented.One one) {
            return runtime.logout().end(one.token(), this::endHere);
        }
        return leaving == null
                ? runtime.logout().endNothing(this::endHere)
                : runtime.logout().end(leaving.token(), this::endHere);
    }

    private void endHere() {
        user = null;
        answer = Validation.REFUSED;
        if (!active) {
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (!response.isCommitted()) {
            runtime.cookies().expireSsoCookie(response);
        }
    }

    /** Request and response may be used, in this dispatch or in one that follows. */
    void begun() {
        active = true;
    }

    /** The container takes request and response back; from now on only what is known already is used. */
    void ended() {
        active = false;
    }
}
