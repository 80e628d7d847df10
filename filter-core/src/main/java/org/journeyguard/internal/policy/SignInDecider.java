package org.journeyguard.internal.policy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.request.TransactionId;
import org.jspecify.annotations.Nullable;

/** Decides who is redirected to sign in, who gets an error instead, and how returns from AM are handled. */
final class SignInDecider {
    private final @Nullable SignInMethod login;
    private final AcrRules acr;
    private final PostRules posts;
    private final OriginRules origins;

    /**
     * @param login where users sign in; null if they are not redirected
     * @param acr interprets acr values
     * @param posts which POSTs are kept while their users sign in
     * @param origins which sites may send what users enter on the application's own sign-in page
     */
    SignInDecider(@Nullable SignInMethod login, AcrRules acr, PostRules posts, OriginRules origins) {
        this.login = login;
        this.acr = acr;
        this.posts = posts;
        this.origins = origins;
    }

    /** Implements {@link AccessDecider#signIn}. */
    Decision signIn(RequestFacts facts, InstantSource clock) {
        if (facts.isByBearer()) {
            return new Decision.Challenge(Reason.INVALID_TOKEN, null);
        }
        if (login == null || !canBeSent(facts)) {
            String url = url(facts, AuthenticationRequirement.NONE);
            return refused(facts, AuthenticationRequirement.NONE, new Decision.Challenge(Reason.SIGN_IN_REQUIRED, url));
        }
        return sent(login, facts, wanted(login, facts), AuthenticationRequirement.NONE, clock);
    }

    /** Implements {@link AccessDecider#stepUp}. */
    Decision stepUp(RequestFacts facts, AuthenticationRequirement demand, InstantSource clock) {
        if (login == null || !canBeSent(facts) || facts.isByBearer()) {
            String url = facts.isByBearer() ? null : url(facts, demand);
            return refused(
                    facts,
                    demand,
                    new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, url, Set.of(), acr.acrValues(demand)));
        }
        return sent(login, facts, wanted(login, facts), demand, clock);
    }

    /** Implements {@link AccessDecider#transaction}. */
    Optional<Decision> transaction(RequestFacts facts, String id, InstantSource clock) {
        if (!(login instanceof LoginPage page) || !canBeSent(facts) || facts.isByBearer()) {
            return Optional.empty();
        }
        WantedTarget wanted = WantedTarget.of(facts.rawPath(), TransactionId.removedFrom(facts.query()));
        LoopGuard guard = LoopGuard.of(facts, wanted, page.pages().haveLedTo(facts), clock.instant());
        boolean isLoop = TransactionId.of(facts).isPresent() && guard.sent() >= LoopGuard.MOST_ROUNDS;
        return page.transactionUrl(id, facts.rawPath(), facts.query())
                .map(url -> isLoop || facts.isFramed()
                        ? new Decision.Challenge(isLoop ? Reason.STEP_UP_LOOP : Reason.STRONGER_SIGN_IN_REQUIRED, url)
                        : new Decision.Redirect(url, guard.count(facts, wanted), null));
    }

    private Decision refused(RequestFacts facts, AuthenticationRequirement demand, Decision.Challenge challenge) {
        return login == null || facts.isByBearer() ? challenge : posts.decide(facts, demand, challenge);
    }

    /** Implements {@link AccessDecider#signInWithPost}. */
    Decision signInWithPost(RequestFacts facts, String id, Decision.KeepPost keep, InstantSource clock) {
        if (login == null) {
            return keep.otherwise();
        }
        ReturnAddress address = ReturnAddress.toPost(id, keep.demand(), 0);
        WantedTarget wanted = WantedTarget.of(address, login.redirectPath());
        if (facts.wantsPage()) {
            return sent(login, facts, wanted, keep.demand(), clock);
        }
        Decision.Challenge challenge = keep.otherwise();
        String url = login.loginUrlReturningTo(wanted.target(), null, keep.demand());
        return new Decision.Challenge(challenge.reason(), url, challenge.scope(), challenge.acrValues());
    }

    /** A prefetch is not a visit: there is no user who could sign in. */
    private static boolean canBeSent(RequestFacts facts) {
        boolean canReturn = facts.method().equals("GET") || facts.method().equals("HEAD");
        return facts.wantsPage() && canReturn && !facts.isWebSocketHandshake() && !facts.isPrefetch();
    }

    private Decision sent(
            SignInMethod method,
            RequestFacts facts,
            WantedTarget wanted,
            AuthenticationRequirement demand,
            InstantSource clock) {
        LoopGuard guard = LoopGuard.of(facts, wanted, method.pages().haveLedTo(facts), clock.instant());
        if (guard.isLoop(wanted)) {
            return challenge(demand.isNone() ? method.loop() : Reason.STEP_UP_LOOP, method, wanted, demand);
        }
        if (facts.isFramed() && !method.canBeSilent()) {
            Reason reason = demand.isNone() ? Reason.SIGN_IN_FRAMED : Reason.STRONGER_SIGN_IN_REQUIRED;
            return challenge(reason, method, wanted, demand);
        }
        return wanted.isReturn() && wanted.isStored()
                ? new Decision.Resume(wanted.key(), method.app())
                : method.visit(new SignInVisit(
                        wanted,
                        demand,
                        guard.isInDoubt(),
                        guard.round(),
                        guard.count(facts, wanted),
                        facts.isFramed()));
    }

    private Decision challenge(
            Reason reason, SignInMethod method, WantedTarget wanted, AuthenticationRequirement demand) {
        List<String> acrValues = demand.isNone() ? List.of() : acr.acrValues(demand);
        return new Decision.Challenge(
                reason, method.loginUrlReturningTo(wanted.target(), null, demand), Set.of(), acrValues);
    }

    /**
     * Decides about a request for the redirect path that is not a {@link ReturnAddress}: an authorization response is processed, and a link
     * of ours starts a sign-in; or for the application's own sign-in page.
     *
     * @return empty if it is a request for neither
     */
    Optional<Decision> callback(RequestFacts facts, InstantSource clock) {
        if (login instanceof SignInPage page && page.isAt(facts)) {
            return Optional.of(page.decide(facts, origins));
        }
        if (!(login instanceof CodeFlow flow) || !flow.isRedirectPath(facts)) {
            return Optional.empty();
        }
        if (!facts.method().equals("GET")) {
            return Optional.of(new Decision.Reject(Reason.CALLBACK_METHOD, null));
        }
        CodeFlow.Link link = CodeFlow.link(facts.query());
        if (facts.isPrefetch() || (link != null && !facts.wantsPage())) {
            String again = link == null
                    ? null
                    : flow.loginUrlReturningTo(link.back(), link.demand().acr());
            return Optional.of(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, again));
        }
        return Optional.of(
                link == null
                        ? Decision.FINISH_SIGN_IN
                        : sent(flow, facts, WantedTarget.of(link.back(), null), link.demand(), clock));
    }

    /** Returns whether a request has returned from AM by a {@link ReturnAddress}. */
    boolean isReturn(RequestFacts facts) {
        return login != null && returnAddress(login, facts) != null;
    }

    /** Implements {@link AccessDecider#demands}. */
    List<AuthenticationRequirement> demands(RequestFacts facts) {
        ReturnAddress address = login == null ? null : returnAddress(login, facts);
        if (address == null) {
            return acr.demands(facts);
        }
        return address.demand().isNone() ? List.of() : List.of(address.demand());
    }

    /** Implements {@link AccessDecider#allowed}. */
    Decision allowed(RequestFacts facts) {
        ReturnAddress address = login == null ? null : returnAddress(login, facts);
        if (login == null || address == null) {
            return Decision.PROCEED;
        }
        if (address.isPost()) {
            return new Decision.RepeatPost(address.key());
        }
        return address.target() == null
                ? new Decision.Resume(address.key(), login.app())
                : new Decision.GoBack(login.app() + address.target());
    }

    private static @Nullable ReturnAddress returnAddress(SignInMethod method, RequestFacts facts) {
        return method.isRedirectPath(facts) && facts.method().equals("GET") ? ReturnAddress.read(facts.query()) : null;
    }

    private static WantedTarget wanted(SignInMethod method, RequestFacts facts) {
        ReturnAddress address = returnAddress(method, facts);
        return address == null
                ? WantedTarget.of(facts.rawPath(), facts.query())
                : WantedTarget.of(address, method.redirectPath());
    }

    /** Returns the URL that signs in and returns. Only a GET can be repeated on return; other requests return to the application's root. */
    @Nullable
    String url(RequestFacts facts, AuthenticationRequirement how) {
        if (login == null) {
            return null;
        }
        return login.loginUrlReturningTo(
                facts.method().equals("GET") ? wanted(login, facts).target() : "/", null, how);
    }
}
