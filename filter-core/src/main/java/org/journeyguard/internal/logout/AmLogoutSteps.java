package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.logout.LogoutStep.Stage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.signin.EndedAppSession;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/** Creates the steps that a logout runs at AM: for tokens, the OpenID Connect session, AM's session, all sessions of the user. */
public final class AmLogoutSteps {
    private static final String TOKENS = "tokens";
    private static final String OIDC_SESSION = "oidc-session";
    private static final String AM_SESSION = "am-session";
    private static final String ALL_SESSIONS = "all-sessions";

    static final LogoutStep NO_TOKENS =
            new LogoutStep(TOKENS, Stage.TOKENS, deadline -> StepResult.NOT_NEEDED, Duration.ZERO);

    /** Neither can users end all their sessions on this server, nor is there an agent that may. */
    public static final StepResult UNAVAILABLE = new StepResult.Failed(
            "AM has no way to end them for the user, and there is no journey.am.agent.name", false);

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final ExchangedTokenSteps exchanged;
    private final @Nullable String postLogoutRedirectUri;
    private final Everywhere everywhere;

    /** Ends all sessions of a user at AM. */
    @FunctionalInterface
    public interface Everywhere {
        /**
         * @param session the user's own; null if AM's session is not known
         * @param owner whose sessions end
         */
        StepResult endAll(@Nullable SsoToken session, SessionOwner owner, Deadline deadline);
    }

    /**
     * @param sessions ends AM's sessions
     * @param tombstones knows what AM has not confirmed yet
     * @param keeper ends the tokens of sessions
     * @param exchange ends the tokens obtained by token exchange
     * @param postLogoutRedirectUri sent when the OpenID Connect session ends; null for none
     * @param everywhere ends all sessions of a user
     */
    public AmLogoutSteps(
            SessionValidator sessions,
            Tombstones tombstones,
            TokenKeeper keeper,
            TokenExchange exchange,
            @Nullable String postLogoutRedirectUri,
            Everywhere everywhere) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.exchanged = new ExchangedTokenSteps(exchange);
        this.postLogoutRedirectUri = postLogoutRedirectUri;
        this.everywhere = everywhere;
    }

    List<LogoutStep> of(SessionSnapshot snapshot, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>();
        SsoIdentity identity = snapshot.identity();
        if (isEverywhere && identity != null) {
            steps.add(everywhere(snapshot.token(), SessionOwner.of(identity), snapshot.worthRetryingFor()));
        }
        if (keeper.isConfigured()) {
            steps.addAll(ofTokens(
                    snapshot.tokens(),
                    Optional.ofNullable(snapshot.tokens())
                            .flatMap(set -> set.token().idToken()),
                    snapshot.worthRetryingFor(),
                    keeper.revocation()));
        }
        steps.add(ofSession(snapshot.token(), snapshot.worthRetryingFor()));
        return steps;
    }

    private LogoutStep everywhere(@Nullable SsoToken session, SessionOwner owner, Duration worthRetryingFor) {
        return new LogoutStep(
                ALL_SESSIONS,
                session == null ? Stage.INDEPENDENT : Stage.ALL_SESSIONS,
                deadline -> everywhere.endAll(session, owner, deadline),
                worthRetryingFor);
    }

    /** Returns the steps for an app session; AM's session ends with the OpenID Connect session. */
    List<LogoutStep> of(EndedAppSession ended, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>();
        if (keeper.isConfigured()) {
            steps.addAll(ofTokens(
                    ended.tokens().orElse(null), ended.idToken(), ended.worthRetryingFor(), keeper.revocation()));
        }
        if (isEverywhere) {
            steps.add(everywhere(ended.identity().claims(), ended.identity().realm(), ended.worthRetryingFor()));
        }
        return steps;
    }

    private List<LogoutStep> ofTokens(
            @Nullable TokenSet set, Optional<String> idToken, Duration worthRetryingFor, Revocation revocation) {
        List<LogoutStep> steps = new ArrayList<>();
        steps.add(
                set == null
                        ? NO_TOKENS
                        : new LogoutStep(
                                TOKENS,
                                Stage.TOKENS,
                                deadline -> StepResult.of(revocation.of(set, deadline)),
                                worthRetryingFor));
        idToken.ifPresent(hint -> steps.add(new LogoutStep(
                OIDC_SESSION,
                Stage.OIDC_SESSION,
                deadline -> StepResult.of(revocation.ofSession(hint, postLogoutRedirectUri, deadline)),
                worthRetryingFor)));
        return steps;
    }

    /** Forgets the tokens exchanged for a credential's own, and returns the steps that revoke them at AM. */
    List<LogoutStep> ofExchanged(Credential owner) {
        return exchanged.of(owner);
    }

    /** Returns the step for a session that was ended here before, or never existed: it repeats what AM has not confirmed. */
    LogoutStep ofEnded(SsoToken token) {
        return ofSession(token, Duration.ZERO);
    }

    private LogoutStep ofSession(SsoToken token, Duration worthRetryingFor) {
        return new LogoutStep(AM_SESSION, Stage.AM_SESSION, deadline -> ofSession(token, deadline), worthRetryingFor);
    }

    /** Ends only sessions that AM had confirmed, so that strangers cannot cause calls to AM. */
    private StepResult ofSession(SsoToken token, Deadline deadline) {
        if (!tombstones.isUnconfirmed(token)) {
            return StepResult.NOT_NEEDED;
        }
        StepResult ended = StepResult.of(sessions.end(token, deadline));
        if (!(ended instanceof StepResult.Failed)) {
            tombstones.confirm(token);
        }
        return ended;
    }

    /** Returns the step for the tokens of a session that may have ended. */
    LogoutStep ofFormer(SsoToken former) {
        TokenSet set;
        try {
            set = keeper.find(former.digest()).orElse(null);
        } catch (Unavailable e) {
            return nothing(String.valueOf(e.getMessage()));
        }
        return set == null
                ? NO_TOKENS
                : new LogoutStep(
                        TOKENS,
                        Stage.TOKENS,
                        deadline -> ofFormer(former, set, keeper, deadline),
                        SessionRules.untilExpiredAtAm(null));
    }

    private StepResult ofFormer(SsoToken former, TokenSet set, TokenKeeper keeper, Deadline deadline) {
        Authentication<SsoIdentity> answer =
                tombstones.has(former) ? Authentication.refused() : sessions.validateAnew(former);
        if (answer instanceof Authentication.Unavailable<SsoIdentity> none) {
            return new StepResult.Failed(none.outage().what(), true);
        }
        if (!answer.isRefused()) {
            return StepResult.NOT_NEEDED;
        }
        keeper.forget(former.digest());
        return StepResult.of(keeper.revocation().of(set, deadline));
    }

    /** Returns the steps for a request's access token: they end no session, unless all of the user's sessions are to end. */
    List<LogoutStep> of(BearerToken token, TokenIdentity identity, BearerTokens bearers, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>();
        steps.add(new LogoutStep(
                TOKENS,
                Stage.TOKENS,
                deadline -> bearers.revoke(token, deadline).map(StepResult::of).orElse(StepResult.NOT_NEEDED),
                bearers.left(identity)));
        if (isEverywhere && !identity.isClient()) {
            steps.add(everywhere(identity.claims(), identity.realm(), bearers.left(identity)));
        }
        return steps;
    }

    /** For users whose AM session is not known here. */
    private LogoutStep everywhere(Claims claims, String realm, Duration worthRetryingFor) {
        return Subject.of(claims)
                .map(name -> everywhere(null, new SessionOwner(name, realm, null), worthRetryingFor))
                .orElse(new LogoutStep(ALL_SESSIONS, Stage.INDEPENDENT, deadline -> UNAVAILABLE, Duration.ZERO));
    }

    static LogoutStep nothing(String unreadable) {
        return new LogoutStep(
                AM_SESSION,
                Stage.AM_SESSION,
                deadline -> unreadable.isEmpty() ? StepResult.NOT_NEEDED : new StepResult.Failed(unreadable, false),
                Duration.ZERO);
    }
}
