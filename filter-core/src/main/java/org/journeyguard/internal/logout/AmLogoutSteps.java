package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.appsession.EndedAppSession;
import org.journeyguard.internal.bearer.BearerTokens;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.logout.step.LogoutStep;
import org.journeyguard.internal.logout.step.LogoutTask.EndAllSessions;
import org.journeyguard.internal.logout.step.LogoutTask.EndAmSession;
import org.journeyguard.internal.logout.step.LogoutTask.EndOidcSession;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokens;
import org.journeyguard.internal.logout.step.LogoutTask.RevokeTokensOfEnded;
import org.journeyguard.internal.logout.step.StepResult;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.ExchangedTokens;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.TokenKeeper;

/** Creates the steps that a logout runs at AM: for tokens, the OpenID Connect session, AM's session, all sessions of the user. */
public final class AmLogoutSteps {
    static final LogoutStep NO_TOKENS = LogoutStep.known(LogoutStep.TOKENS, StepResult.NOT_NEEDED);

    /** Neither can users end all their sessions on this server, nor is there an agent that may. */
    public static final StepResult UNAVAILABLE = new StepResult.Failed(
            "AM has no way to end them for the user, and there is no journey.am.agent.name", false);

    private final Tombstones tombstones;
    private final TokenKeeper keeper;
    private final TokenExchange exchange;

    /**
     * @param tombstones knows what AM has not confirmed yet
     * @param keeper has the tokens of sessions
     * @param exchange has the tokens obtained by token exchange
     */
    public AmLogoutSteps(Tombstones tombstones, TokenKeeper keeper, TokenExchange exchange) {
        this.tombstones = tombstones;
        this.keeper = keeper;
        this.exchange = exchange;
    }

    /** Returns the steps for a session that has ended here. */
    List<LogoutStep> of(SessionSnapshot snapshot, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>();
        Duration worthRetryingFor = snapshot.worthRetryingFor();
        SsoIdentity identity = snapshot.identity();
        if (isEverywhere && identity != null) {
            steps.add(
                    new LogoutStep(new EndAllSessions(snapshot.token(), SessionOwner.of(identity)), worthRetryingFor));
        }
        Optional<TokenSet> tokens = Optional.ofNullable(snapshot.tokens());
        steps.addAll(ofTokens(tokens, tokens.flatMap(set -> set.token().idToken()), worthRetryingFor));
        steps.add(ofSession(snapshot.token(), worthRetryingFor));
        return steps;
    }

    /** Returns the steps for an app session; AM's session ends with the OpenID Connect session. */
    List<LogoutStep> of(EndedAppSession ended, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>(ofTokens(ended.tokens(), ended.idToken(), ended.worthRetryingFor()));
        if (isEverywhere) {
            steps.add(everywhere(ended.identity().claims(), ended.identity().realm(), ended.worthRetryingFor()));
        }
        return steps;
    }

    private List<LogoutStep> ofTokens(Optional<TokenSet> tokens, Optional<String> idToken, Duration worthRetryingFor) {
        if (!keeper.isConfigured()) {
            return List.of();
        }
        List<LogoutStep> steps = new ArrayList<>();
        steps.add(tokens.map(Revocation::tokensOf)
                .map(revoked -> new LogoutStep(new RevokeTokens(LogoutStep.TOKENS, revoked), worthRetryingFor))
                .orElse(NO_TOKENS));
        idToken.ifPresent(hint -> steps.add(new LogoutStep(new EndOidcSession(hint), worthRetryingFor)));
        return steps;
    }

    /** Forgets the tokens exchanged for a credential's own, and returns the step that revokes them at AM; empty if there are none. */
    List<LogoutStep> ofExchanged(Credential owner) {
        ExchangedTokens.Taken taken = exchange.take(owner);
        List<String> tokens = taken.tokens().stream()
                .flatMap(set -> Revocation.tokensOf(set).stream())
                .toList();
        return tokens.isEmpty()
                ? List.of()
                : List.of(new LogoutStep(
                        new RevokeTokens(LogoutStep.EXCHANGED_TOKENS, tokens), taken.worthRetryingFor()));
    }

    /** Returns the step for a session that was ended here before, or never existed: it repeats what AM has not confirmed. */
    LogoutStep ofEnded(SsoToken token) {
        return ofSession(token, Duration.ZERO);
    }

    /** Ends only sessions that AM had confirmed, so that strangers cannot cause calls to AM. */
    private LogoutStep ofSession(SsoToken token, Duration worthRetryingFor) {
        return tombstones.isUnconfirmed(token)
                ? new LogoutStep(new EndAmSession(token), worthRetryingFor)
                : nothing("");
    }

    /** Returns the step for the tokens of a session that may have ended. */
    LogoutStep ofFormer(SsoToken former) {
        try {
            return keeper.find(former.digest())
                    .map(set -> new LogoutStep(
                            new RevokeTokensOfEnded(former, Revocation.tokensOf(set)),
                            SessionRules.untilExpiredAtAm(null)))
                    .orElse(NO_TOKENS);
        } catch (Unavailable e) {
            return nothing(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the steps for a request's access token: they end no session, unless all of the user's sessions are to end. */
    List<LogoutStep> of(BearerToken token, TokenIdentity identity, BearerTokens bearers, boolean isEverywhere) {
        List<LogoutStep> steps = new ArrayList<>();
        Duration worthRetryingFor = bearers.left(identity);
        steps.add(new LogoutStep(new RevokeTokens(LogoutStep.TOKENS, List.of(token.value())), worthRetryingFor));
        if (isEverywhere && !identity.isClient()) {
            steps.add(everywhere(identity.claims(), identity.realm(), worthRetryingFor));
        }
        return steps;
    }

    /** For users whose AM session is not known here. */
    private static LogoutStep everywhere(Claims claims, String realm, Duration worthRetryingFor) {
        return Subject.of(claims)
                .map(name ->
                        new LogoutStep(new EndAllSessions(null, new SessionOwner(name, realm, null)), worthRetryingFor))
                .orElse(LogoutStep.known(LogoutStep.ALL_SESSIONS, UNAVAILABLE));
    }

    /**
     * Returns the step of a logout without a session.
     *
     * @param unreadable why there might still be a session; empty if there is none
     */
    static LogoutStep nothing(String unreadable) {
        return LogoutStep.known(
                LogoutStep.AM_SESSION,
                unreadable.isEmpty() ? StepResult.NOT_NEEDED : new StepResult.Failed(unreadable, false));
    }
}
