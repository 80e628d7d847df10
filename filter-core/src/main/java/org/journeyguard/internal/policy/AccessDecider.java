package org.journeyguard.internal.policy;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathPattern;
import org.journeyguard.internal.request.PathRules;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/** Decides how to answer a request, once per request, from its facts and AM's answer alone. */
public final class AccessDecider {
    private static final Optional<Decision> ASK_AM = Optional.empty();

    private final PathRules paths;
    private final OriginRules origins;
    private final PathPattern[] logoutPaths;
    private final PathPattern[] everywherePaths;
    private final @Nullable String backChannelPath;
    private final SignInDecider signIns;
    private final AcrRules acr;
    private final String realm;

    /**
     * @param paths which paths are public
     * @param origins which sites may act for the user
     * @param logoutPaths paths that end the session
     * @param everywherePaths paths that end all sessions of the user
     * @param backChannelPath path that receives AM's logout tokens; null if none are received
     * @param login where users sign in; null if they are not redirected
     * @param acr which paths require a sign-in method; such paths are never public
     * @param keptPostSize maximum size in octets of POSTs that are kept while their users sign in; 0 if none are kept
     * @param realm the only realm whose sessions are accepted
     */
    public AccessDecider(
            PathRules paths,
            OriginRules origins,
            List<PathPattern> logoutPaths,
            List<PathPattern> everywherePaths,
            @Nullable String backChannelPath,
            @Nullable SignInMethod login,
            AcrRules acr,
            int keptPostSize,
            String realm) {
        this.paths = paths;
        this.origins = origins;
        this.logoutPaths = logoutPaths.toArray(PathPattern[]::new);
        this.everywherePaths = everywherePaths.toArray(PathPattern[]::new);
        this.backChannelPath = backChannelPath;
        this.signIns = new SignInDecider(login, acr, new PostRules(origins, keptPostSize), origins);
        this.acr = acr;
        this.realm = realm;
    }

    /**
     * Decides what can be decided without AM.
     *
     * @param clock for the count of visits to AM
     * @return empty if AM must validate the credential, which then is one session or token
     */
    public Optional<Decision> before(RequestFacts facts, InstantSource clock) {
        PathRules.Access access = paths.access(facts);
        if (access == PathRules.Access.MALFORMED) {
            return Optional.of(new Decision.Reject(Reason.MALFORMED_PATH, null));
        }
        if (facts.isPreflight()) {
            return Optional.of(Decision.PROCEED_ANONYMOUSLY);
        }
        if (signIns.isReturn(facts)) {
            return unvalidated(facts, clock);
        }
        Optional<Decision> callback = signIns.callback(facts, clock);
        if (callback.isPresent()) {
            return callback;
        }
        if (facts.rawPath().equals(backChannelPath) && facts.containerPath().equals(backChannelPath)) {
            return Optional.of(BackChannelForm.decide(facts));
        }
        if (isOneOf(everywherePaths, facts)) {
            return Optional.of(logout(facts, true));
        }
        if (isOneOf(logoutPaths, facts)) {
            return Optional.of(logout(facts, false));
        }
        if (couldChange(facts) && facts.hasCookies() && !facts.isByBearer() && origins.isForeign(facts)) {
            return Optional.of(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
        }
        boolean isPublic =
                access == PathRules.Access.PUBLIC && acr.demands(facts).isEmpty();
        return isPublic ? Optional.of(Decision.PROCEED_LAZILY) : unvalidated(facts, clock);
    }

    /**
     * Decides, as far as possible without AM, about a request that needs a user.
     *
     * @param clock for the count of visits to AM
     * @return empty if AM must validate the credential, which then is one session or token
     */
    public Optional<Decision> unvalidated(RequestFacts facts, InstantSource clock) {
        PresentedCredential presented = facts.presented();
        if (presented.credential() != null) {
            return ASK_AM;
        }
        if (facts.isByBearer()) {
            Reason reason =
                    presented == PresentedCredential.SEVERAL_BEARERS ? Reason.SEVERAL_TOKENS : Reason.INVALID_TOKEN;
            return Optional.of(new Decision.Challenge(reason, null));
        }
        if (presented instanceof PresentedCredential.CookieNameUnknown nameUnknown) {
            return Optional.of(new Decision.Reject(
                    Reason.AM_UNAVAILABLE, nameUnknown.outage().retryAfter()));
        }
        return Optional.of(
                presented instanceof PresentedCredential.Conflicting && !facts.isPrefetch()
                        ? new Decision.Challenge(
                                Reason.TWO_SESSIONS, signIns.url(facts, AuthenticationRequirement.NONE))
                        : signIn(facts, clock));
    }

    /**
     * Decides about a protected path after authentication has succeeded or failed.
     *
     * @param authentication of the request's credential
     * @param clock for the count of visits to AM
     */
    public Decision after(RequestFacts facts, Authentication<?> authentication, InstantSource clock) {
        if (authentication instanceof Authentication.Authenticated<?> authenticated) {
            return authenticated.identity().realm().equals(realm) ? Decision.PROCEED : signedInElsewhere(facts);
        }
        return authentication instanceof Authentication.Unavailable<?> unavailable
                ? new Decision.Reject(
                        Reason.AM_UNAVAILABLE, unavailable.outage().retryAfter())
                : signIn(facts, clock);
    }

    /**
     * Decides how to answer a user who must sign in first.
     *
     * @param clock for the count of visits to AM
     */
    public Decision signIn(RequestFacts facts, InstantSource clock) {
        return signIns.signIn(facts, clock);
    }

    /**
     * Decides how to answer a user who is signed in, but not in the required way.
     *
     * @param demand the required sign-in
     * @param clock for the count of visits to AM
     */
    public Decision stepUp(RequestFacts facts, AuthenticationRequirement demand, InstantSource clock) {
        return signIns.stepUp(facts, demand, clock);
    }

    /**
     * Decides how to answer a user who has to authorize a transaction at AM.
     *
     * @param id of the transaction
     * @param clock for the count of visits to AM
     * @return empty if it can't be done with this request
     */
    public Optional<Decision> transaction(RequestFacts facts, String id, InstantSource clock) {
        return signIns.transaction(facts, id, clock);
    }

    /**
     * Decides how to answer a user whose POST has been kept.
     *
     * @param id of the kept POST
     * @param clock for the count of visits to AM
     */
    public Decision signInWithPost(RequestFacts facts, String id, Decision.KeepPost keep, InstantSource clock) {
        return signIns.signInWithPost(facts, id, keep, clock);
    }

    /** Returns the sign-in requirements of the request's path, or of the visit to AM from which the request has returned. */
    public List<AuthenticationRequirement> demands(RequestFacts facts) {
        return signIns.demands(facts);
    }

    /**
     * Decides about a request whose user meets all sign-in requirements: it proceeds, or, on return from AM, is redirected to its target.
     */
    public Decision allowed(RequestFacts facts) {
        return signIns.allowed(facts);
    }

    /**
     * Returns whether a forward, include or asynchronous dispatch may reach a target without a signed-in user.
     *
     * @param target whose raw path is as the application wrote it
     */
    public boolean isPublicTarget(RequestFacts target) {
        return target.containerPath().startsWith("/WEB-INF/")
                || (paths.isPublicTarget(target) && acr.demands(target).isEmpty());
    }

    private Decision signedInElsewhere(RequestFacts facts) {
        Reason reason = facts.wantsPage() ? Reason.SIGNED_IN_ELSEWHERE : Reason.SIGN_IN_REQUIRED;
        return new Decision.Challenge(reason, signIns.url(facts, AuthenticationRequirement.NONE));
    }

    /** Ensures that no other site's page and no link in a mail or a bookmark can sign users out. */
    private Decision logout(RequestFacts facts, boolean everywhere) {
        boolean isGet = facts.method().equals("GET");
        if (!isGet && !facts.method().equals("POST")) {
            return new Decision.Reject(Reason.LOGOUT_METHOD, null);
        }
        // checked even without a cookie, because the response would expire it anyway; no site can make a browser send
        // an access token
        if (!facts.isByBearer() && origins.isForeign(facts)) {
            return new Decision.Reject(Reason.FOREIGN_ORIGIN, null);
        }
        if (facts.isPrefetch()) {
            return new Decision.Reject(Reason.LOGOUT_METHOD, null);
        }
        boolean isIntended = !isGet || facts.isByBearer() || "same-origin".equals(facts.header("Sec-Fetch-Site"));
        if (!isIntended) {
            return facts.wantsPage() ? Decision.CONFIRM_LOG_OUT : new Decision.Reject(Reason.LOGOUT_METHOD, null);
        }
        return everywhere ? Decision.LOG_OUT_EVERYWHERE : Decision.LOG_OUT;
    }

    private static boolean isOneOf(PathPattern[] patterns, RequestFacts facts) {
        for (PathPattern pattern : patterns) {
            if (pattern.matchesMethod(facts.method()) && pattern.matches(facts.containerPath())) {
                return true;
            }
        }
        return false;
    }

    private static boolean couldChange(RequestFacts facts) {
        return !facts.isSafe() || facts.isWebSocketHandshake();
    }
}
