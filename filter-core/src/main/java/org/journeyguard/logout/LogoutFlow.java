package org.journeyguard.logout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.am.Answer;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.credential.AppSession;
import org.journeyguard.credential.BearerToken;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.journeyguard.login.AppSessions;
import org.journeyguard.session.SessionRules;
import org.journeyguard.session.SessionValidator;
import org.journeyguard.store.TokenSet;
import org.journeyguard.store.Tombstones;
import org.journeyguard.token.Bearers;
import org.journeyguard.token.TokenKeeper;
import org.journeyguard.token.TokenServices;
import org.jspecify.annotations.Nullable;

/** Ends a session and its tokens: here first and in any case, then at AM. */
public final class LogoutFlow {
    private static final String LOCAL = "local";
    private static final String AM_SESSION = "am-session";
    private static final String TOKENS = "tokens";

    private static final Step NOTHING_AT_AM = new Step(AM_SESSION, Result.NOT_NEEDED, "");
    private static final Step NO_TOKENS = new Step(TOKENS, Result.NOT_NEEDED, "");

    private static final System.Logger LOG = System.getLogger(LogoutFlow.class.getName());

    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final TokenServices tokens;

    /**
     * @param sessions knows which sessions are real, and ends them at AM
     * @param tombstones where the end is marked
     * @param tokens those that end with them
     */
    public LogoutFlow(SessionValidator sessions, Tombstones tombstones, TokenServices tokens) {
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.tokens = tokens;
    }

    /**
     * Ends sessions.
     *
     * @param ssoTokens the sessions'; one, but for a browser that presents several
     * @param local ends what hangs on the request: HttpSession and the like; runs whatever happens
     */
    public LogoutReport end(Set<SsoToken> ssoTokens, Runnable local) {
        boolean news = false;
        List<TokenSet> ended = new ArrayList<>();
        for (SsoToken token : ssoTokens) {
            Duration left = sessions.known(token.digest());
            news |= left != null && entomb(token, left);
            ended.addAll(forgetTokens(token));
        }
        String broken = local(local);
        List<Step> atAm = new ArrayList<>();
        for (SsoToken token : ssoTokens) {
            Validation validation = tombstones.has(token) ? Validation.REFUSED : sessions.validate(token, false);
            if (validation instanceof Validation.Valid) {
                news |= entomb(token, sessions.known(token.digest()));
                ended.addAll(forgetTokens(token));
            }
            atAm.add(validation instanceof Validation.Unavailable silent ? failed(silent.what()) : atAm(token));
        }
        if (tokens.keeper() != null) {
            atAm.add(0, revoked(tokens.keeper(), ended));
        }
        return report(step(broken, news), atAm);
    }

    /**
     * Ends an access token that a request has brought, and nothing else.
     *
     * @param bearers knows which are real, and ends them at AM
     * @param local as above
     */
    public LogoutReport end(BearerToken token, Bearers bearers, Runnable local) {
        boolean news = bearers.end(token).isPresent();
        Step here = step(local(local), news);
        Step there = news ? bearers.revoke(token).map(LogoutFlow::revoked).orElse(NO_TOKENS) : NO_TOKENS;
        return report(here, List.of(there));
    }

    /**
     * Ends sessions of the application's own, and their tokens.
     *
     * @param own the sessions; one, but for a browser that presents several
     * @param known knows which are real
     * @param local as above
     */
    public LogoutReport end(Set<AppSession> own, AppSessions known, Runnable local) {
        List<AppSessions.Ended> ended = new ArrayList<>();
        String broken = local(() -> own.forEach(session -> known.end(session).ifPresent(ended::add)));
        String alsoBroken = local(local);
        Step here = step(broken.isEmpty() ? alsoBroken : broken, !ended.isEmpty());
        List<TokenSet> left =
                ended.stream().flatMap(each -> each.tokens().stream()).toList();
        return report(here, List.of(tokens.keeper() == null ? NO_TOKENS : revoked(tokens.keeper(), left)));
    }

    private List<TokenSet> forgetTokens(SsoToken token) {
        return tokens.keeper() == null
                ? List.of()
                : tokens.keeper().forget(token.digest()).stream().toList();
    }

    private static Step revoked(TokenKeeper keeper, List<TokenSet> ended) {
        Step whole = NO_TOKENS;
        for (TokenSet each : ended) {
            Step step = revoked(keeper.revocation().of(each));
            whole = whole.result() == Result.FAILED ? whole : step;
        }
        return whole;
    }

    private static Step revoked(OAuthAnswer<Boolean> answer) {
        if (answer instanceof OAuthAnswer.Given<Boolean>) {
            return new Step(TOKENS, Result.DONE, "");
        }
        String why = answer instanceof OAuthAnswer.Silent<Boolean> silent
                ? silent.what()
                : ((OAuthAnswer.Denied<Boolean>) answer).error();
        LOG.log(System.Logger.Level.WARNING, "AM did not confirm the end of tokens: {0}", why);
        return new Step(TOKENS, Result.FAILED, why);
    }

    /**
     * Ends what hangs on a request that presents no session.
     *
     * @param local as above
     * @param unreadable why that is not known for sure; empty when it is
     */
    public LogoutReport endNothing(Runnable local, String unreadable) {
        Step here = step(local(local), false);
        return report(here, List.of(unreadable.isEmpty() ? NOTHING_AT_AM : failed(unreadable)));
    }

    /** Whether that is news: a second logout finds the tombstone of the first. */
    private boolean entomb(SsoToken token, @Nullable Duration left) {
        boolean news = !tombstones.has(token);
        if (news) {
            tombstones.set(token, SessionRules.surelyOver(left));
        }
        sessions.forget(token.digest());
        return news;
    }

    /** How it broke; empty when it did not. */
    private static String local(Runnable local) {
        try {
            local.run();
            return "";
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The local part of a logout failed", e);
            return e.getClass().getSimpleName();
        }
    }

    private static Step step(String broken, boolean news) {
        return broken.isEmpty()
                ? new Step(LOCAL, news ? Result.DONE : Result.NOT_NEEDED, "")
                : new Step(LOCAL, Result.FAILED, broken);
    }

    /** Only what AM had confirmed is ended there, so that strangers can't make AM work. */
    private Step atAm(SsoToken token) {
        if (!tombstones.isUnconfirmed(token)) {
            return NOTHING_AT_AM;
        }
        Answer<Boolean> answer = sessions.end(token);
        if (answer instanceof Answer.Told<Boolean> told) {
            tombstones.confirm(token);
            return new Step(AM_SESSION, told.value() ? Result.DONE : Result.NOT_NEEDED, "");
        }
        Step failed = failed(answer instanceof Answer.Silent<Boolean> silent ? silent.what() : "unexpected answer");
        LOG.log(System.Logger.Level.WARNING, "AM did not confirm the end of a session: {0}", failed.detail());
        return failed;
    }

    private static Step failed(String why) {
        return new Step(AM_SESSION, Result.FAILED, why);
    }

    private static LogoutReport report(Step here, List<Step> there) {
        List<Step> steps = new ArrayList<>();
        steps.add(here);
        steps.addAll(there);
        return new LogoutReport(outcome(here, steps), steps);
    }

    private static Outcome outcome(Step here, List<Step> steps) {
        if (here.result() == Result.FAILED) {
            return Outcome.ERROR;
        }
        if (steps.stream().anyMatch(step -> step.result() == Result.FAILED)) {
            return Outcome.FAILURE;
        }
        return steps.stream().allMatch(step -> step.result() == Result.NOT_NEEDED)
                ? Outcome.NO_SESSION
                : Outcome.SUCCESS;
    }
}
