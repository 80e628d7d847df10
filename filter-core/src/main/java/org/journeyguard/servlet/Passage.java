package org.journeyguard.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.journeyguard.AccessDenied;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyException;
import org.journeyguard.JourneyUser;
import org.journeyguard.LogoutReport;
import org.journeyguard.NotConfigured;
import org.journeyguard.Unavailable;
import org.journeyguard.config.ConfigKey;
import org.journeyguard.credential.Credential;
import org.journeyguard.credential.Presented;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.journeyguard.decide.AuthenticationDemand;
import org.journeyguard.decide.Decision;
import org.journeyguard.decide.HttpAnswer;
import org.journeyguard.decide.HttpAnswers;
import org.journeyguard.decide.LogoutAnswers;
import org.journeyguard.decide.Reason;
import org.journeyguard.decide.Recipient;
import org.journeyguard.decide.StoragePages;
import org.journeyguard.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way through the application after the filter has decided about it: who the user is, and how to answer
 * when the application finds that this is not enough. Found on the request, so that later dispatches, JAX-RS and CDI all see
 * the same one.
 */
public final class Passage {
    /** The request attribute that holds the passage. */
    public static final String ATTRIBUTE = "org.journeyguard.passage";

    /** Of the dispatch that a thread is in; beans have no request at hand, and on Payara no request scope in later dispatches. */
    private static final ThreadLocal<AtomicReference<@Nullable Passage>> CURRENT =
            ThreadLocal.withInitial(AtomicReference::new);

    private static final System.Logger LOG = System.getLogger(Passage.class.getName());

    private final JourneyRuntime runtime;
    private final ServletOccasion occasion;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final ServletFacts facts;
    private final Decision.Proceed.As as;
    /** Whether there is something that AM could be asked about; most visitors of public paths bring nothing. */
    private final boolean isAskable;

    private volatile Set<Method> passed = Set.of();

    private volatile boolean active = true;
    /** Whether a filter of this application is in the chain of the current dispatch. */
    private boolean entered;

    private volatile @Nullable GuardedUser user;
    /** What AM said, or the lack of a word; null as long as nobody had reason to ask. */
    private volatile @Nullable Validation answer;

    Passage(
            JourneyRuntime runtime,
            ServletOccasion occasion,
            HttpServletRequest request,
            HttpServletResponse response,
            ServletFacts facts,
            Decision.Proceed.As as) {
        this.runtime = runtime;
        this.occasion = occasion;
        this.request = request;
        this.response = response;
        this.facts = facts;
        this.as = as;
        this.isAskable = as == Decision.Proceed.As.WHOEVER_IT_IS && (facts.hasCookies() || facts.isByBearer());
    }

    /**
     * The passage of a request through the filter of the application that it was last dispatched to; empty when it did not come through
     * that one, and then nobody may be trusted. Applications of an EAR may share this class, and dispatch to each other.
     */
    public static Optional<Passage> of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Passage passage && passage.isOf(request.getServletContext())
                ? Optional.of(passage)
                : Optional.empty();
    }

    /** The passage of the request that this thread works for; empty on threads of the application's own and outside of requests. */
    public static Optional<Passage> current() {
        return Optional.ofNullable(CURRENT.get().getPlain());
    }

    /**
     * The same, for what a class does.
     *
     * @param type of the application whose request it is, or of what it shares with others; for another application's it is empty
     */
    public static Optional<Passage> current(Class<?> type) {
        return current().filter(passage -> passage.runtime.isSeenBy(type));
    }

    /** Whether it is one through the filter of an application. */
    public boolean isOf(@Nullable ServletContext application) {
        Runtimes runtimes = application == null ? null : RuntimeLease.runtimesOf(application);
        return runtimes != null && runtimes.has(runtime);
    }

    /**
     * This thread works for a request from now on.
     *
     * @param passage null for none
     * @return the one that it worked for before; null for none
     */
    static @Nullable Passage becomeCurrent(@Nullable Passage passage) {
        AtomicReference<@Nullable Passage> place = CURRENT.get();
        Passage before = place.getPlain();
        place.setPlain(passage);
        return before;
    }

    /**
     * Notes that this user may call a method. What JAX-RS reaches by way of a guarded sub-resource locator asks for it.
     *
     * @param method that was called on a bean
     */
    public synchronized void passed(Method method) {
        Set<Method> more = new HashSet<>(passed);
        more.add(method);
        passed = more;
    }

    /** Whether {@link #passed} was told of one of these. */
    public boolean hasPassedOneOf(Set<Method> methods) {
        return !Collections.disjoint(passed, methods);
    }

    /**
     * The user; on a public path AM is asked now, if it was not before.
     *
     * @return empty when nobody is signed in, and on a public path also when AM does not answer
     */
    public Optional<JourneyUser> user() {
        return Optional.ofNullable(currentUser());
    }

    /** How the user was authenticated, as {@code getAuthType()} says it; empty when nobody is signed in. */
    public Optional<String> authenticationScheme() {
        return Optional.ofNullable(currentUser()).map(GuardedUser::authenticationScheme);
    }

    /** The answer for somebody who has to sign in first. */
    HttpAnswer signIn() {
        return answerTo(signInDecision());
    }

    private Decision signInDecision() {
        Decision decision = needsUser();
        return decision instanceof Decision.Proceed ? runtime.decider().signIn(facts, runtime.now()) : decision;
    }

    /** The answer that an exception of JourneyGuard stands for; what the application or its configuration caused is logged. */
    public HttpAnswer answerTo(JourneyException e) {
        if (e instanceof AuthenticationRequired required) {
            AuthenticationDemand demand = new AuthenticationDemand(required.acr(), required.authLevel());
            return answerTo(demand.isNone() || currentUser() == null ? signInDecision() : stepUp(demand));
        }
        if (e instanceof AccessDenied denied) {
            return answerTo(new Decision.Challenge(reason(denied), null, denied.scope(), List.of()));
        }
        if (e instanceof Unavailable silent) {
            return answerTo(new Decision.Reject(Reason.AM_SILENT, silent.retryAfter()));
        }
        LOG.log(System.Logger.Level.WARNING, "A request failed", e);
        return answerTo(
                new Decision.Reject(e instanceof NotConfigured ? Reason.NOT_CONFIGURED : Reason.AM_REFUSED, null));
    }

    private static Reason reason(AccessDenied denied) {
        if (!denied.scope().isEmpty()) {
            return Reason.SCOPE_MISSING;
        }
        return denied.roles().isEmpty() ? Reason.DENIED : Reason.ROLE_MISSING;
    }

    /** What somebody gets who has not signed in as it is asked for. */
    private Decision stepUp(AuthenticationDemand demand) {
        boolean isUnsayable = runtime.login() != null
                && !facts.isByBearer()
                && runtime.acr().acrValues(demand).isEmpty();
        if (isUnsayable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Nobody can be sent to sign in at level {0}: {1} names no acr for it",
                    demand.level(),
                    ConfigKey.ACR_LEVELS.key());
            return new Decision.Reject(Reason.NOT_CONFIGURED, null);
        }
        return runtime.decider().stepUp(facts, demand, runtime.now());
    }

    /** Whether the confirmed user may go where the request leads, by how he has signed in. */
    Decision byPath(GuardedUser confirmed) {
        try {
            for (AuthenticationDemand demand : runtime.decider().demands(facts)) {
                if (!confirmed.hasSignedInAs(demand)) {
                    return stepUp(demand);
                }
            }
            return runtime.decider().letIn(facts);
        } catch (Unavailable e) {
            return new Decision.Reject(Reason.AM_SILENT, e.retryAfter());
        } catch (AuthenticationRequired e) {
            return runtime.decider().signIn(facts, runtime.now());
        }
    }

    private static Reason reason(Decision decision) {
        if (decision instanceof Decision.Challenge challenge) {
            return challenge.reason();
        }
        return decision instanceof Decision.Reject reject ? reject.reason() : Reason.SIGN_IN_REQUIRED;
    }

    /** The answer to a decision against proceeding; sets the cookies that go with it. */
    HttpAnswer answerTo(Decision decision) {
        if (decision instanceof Decision.GoBack back) {
            return HttpAnswers.redirect(302, back.location());
        }
        if (decision instanceof Decision.Resume resume) {
            return StoragePages.resume(resume, recipient());
        }
        refused(reason(decision));
        if (decision instanceof Decision.Redirect redirect) {
            if (!response.isCommitted()) {
                runtime.cookies().countLogin(response, redirect.count());
            }
            return redirect.stored() == null
                    ? HttpAnswers.redirect(302, redirect.location())
                    : StoragePages.store(redirect.stored(), redirect.location(), recipient());
        }
        if (decision instanceof Decision.BeginSignIn begin) {
            return runtime.signInPath().begin(begin, this, request, response);
        }
        if (decision instanceof Decision.Challenge challenge) {
            if (challenge.reason() == Reason.TWO_SESSIONS && !response.isCommitted()) {
                runtime.cookies().expireSession(response);
            }
            return HttpAnswers.challenge(challenge, recipient());
        }
        return HttpAnswers.reject((Decision.Reject) decision, recipient());
    }

    /**
     * The answer to whoever asked for a logout.
     *
     * @param wanted where a person wants to go afterwards; null for anywhere
     */
    HttpAnswer answerTo(LogoutReport report, @Nullable String wanted) {
        return LogoutAnswers.of(
                report, facts.namesJson(), runtime.logoutRedirects().target(wanted), recipient());
    }

    /** The request, for those who hear of what happens in it. */
    ServletOccasion occasion() {
        return occasion;
    }

    /** Tells that the request does not proceed. */
    void refused(Reason reason) {
        GuardedUser known = user;
        runtime.observers().refused(known == null ? null : known.getName(), reason.word());
    }

    JourneyRuntime runtime() {
        return runtime;
    }

    /** What may be written for one user is not stored, unless the application says otherwise. */
    private void keepOutOfCaches() {
        if (!response.isCommitted() && !response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    @Nullable
    GuardedUser currentUser() {
        if (isOpen() && active) {
            needsUser();
        }
        return user;
    }

    /** The user if one is confirmed already; asks nobody. */
    @Nullable
    GuardedUser confirmedUser() {
        return user;
    }

    /** Whether AM was asked and did not answer. */
    boolean isUndecided() {
        return answer instanceof Validation.Unavailable;
    }

    /** Whether it is open who this is, because nobody had reason to ask AM. */
    boolean isOpen() {
        return isAskable && answer == null;
    }

    /**
     * Whether a dispatch leads back to where the request was let in whoever it is by, as {@link jakarta.servlet.AsyncContext#dispatch()}
     * does.
     */
    boolean wasLetInto(ServletFacts target) {
        return as != Decision.Proceed.As.USER && facts.isSamePath(target);
    }

    HttpServletResponse response() {
        return response;
    }

    /** Who gets the answer. */
    Recipient recipient() {
        return Recipient.of(facts.wantsPage(), runtime.languages(), facts.header("Accept-Language"))
                .framed(facts.isFramed());
    }

    /** What this passage gets where a user is needed: to proceed, if AM confirms one. AM is asked once, whatever it says. */
    Decision needsUser() {
        Optional<Decision> unvalidated = as == Decision.Proceed.As.NOBODY
                ? Optional.of(runtime.decider().signIn(facts, runtime.now()))
                : runtime.decider().unvalidated(facts, runtime.now());
        if (unvalidated.isPresent()) {
            settle(
                    facts.presented() instanceof Presented.Unreadable unreadable
                            ? new Validation.Unavailable(new Outage(unreadable.why(), unreadable.retryAfter()))
                            : Validation.REFUSED,
                    null);
            return unvalidated.get();
        }
        Validation told = answer;
        Validation validation = told == null ? runtime.validate(facts) : told;
        Decision decision = runtime.decider().after(facts, validation, runtime.now());
        GuardedUser confirmed =
                decision instanceof Decision.Proceed ? runtime.userOf(facts.presented(), validation, this) : null;
        settle(validation, confirmed);
        return confirmed == null ? decision : byPath(confirmed);
    }

    /** Remembers the answer, unless there is one already: a logout may have come first. */
    synchronized void settle(Validation by, @Nullable GuardedUser confirmed) {
        if (answer != null) {
            return;
        }
        answer = by;
        user = confirmed;
        if (confirmed != null && active) {
            keepOutOfCaches();
            SessionBinding.enforce(request, confirmed, runtime);
        }
    }

    /** What the request presents and that has not been ended here; null when that is nothing, or the request has ended. */
    @Nullable
    Credential credential() {
        if (!active) {
            return null;
        }
        Credential presented = Presented.credential(facts.presented());
        return presented == null || runtime.isEnded(presented) ? null : presented;
    }

    Presented presented() {
        return facts.presented();
    }

    /** Ends the session of this passage, and as long as the request lives all that hangs on it. */
    LogoutReport logout() {
        return logout(false);
    }

    /** As {@link #logout()}, and all other sessions of the user if that is wanted. */
    LogoutReport logout(boolean everywhere) {
        Presented presented = active ? facts.presented() : Presented.NOTHING;
        GuardedUser known = user;
        SsoToken former = active && known == null && presented == Presented.NOTHING
                ? SessionBinding.former(request, runtime)
                : null;
        Credential leaving =
                known != null ? known.credential() : former != null ? former : Presented.credential(presented);
        Runnable here = () -> endHere(leaving);
        LogoutReport report = former == null
                ? SignOut.of(runtime, known, presented, everywhere, here)
                : runtime.logout().endFormer(former, here);
        if (report.outcome() != LogoutReport.Outcome.FAILURE && runtime.login() == null) {
            // AM is there; a cookie that was set for a domain ends for that domain only
            runtime.cookieName().learnDomains();
        }
        if (active && !response.isCommitted() && !facts.isByBearer()) {
            runtime.cookies().expireSession(response);
        }
        return report;
    }

    private synchronized void endHere(@Nullable Credential leaving) {
        user = null;
        answer = Validation.REFUSED;
        if (!active) {
            return;
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            SessionBinding.end(session, leaving, runtime);
        }
    }

    /**
     * A dispatch begins, in which request and response may be used.
     *
     * @return whether it is not inside another one: a filter registered twice counts once, and some containers show error
     *     pages while the request is still on its way
     */
    boolean enter() {
        boolean outermost = !entered;
        entered = true;
        active = true;
        return outermost;
    }

    /** The dispatch ends; another one may follow. */
    void leave() {
        entered = false;
    }

    /** The container takes request and response back; from now on only what is known already is used. */
    void ended() {
        active = false;
    }
}
