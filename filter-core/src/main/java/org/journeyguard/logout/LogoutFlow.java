package org.journeyguard.logout;

import java.time.Clock;
import java.util.List;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.Unavailable;
import org.journeyguard.am.AmClient;
import org.journeyguard.am.Answer;
import org.journeyguard.credential.Identity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.Validation;
import org.journeyguard.session.CookieName;
import org.journeyguard.session.SessionRules;
import org.journeyguard.session.SessionValidator;
import org.jspecify.annotations.Nullable;

/** Ends a session: here first and in any case, then at AM. */
public final class LogoutFlow {
    private static final String LOCAL = "local";
    private static final String AM_SESSION = "am-session";

    private static final System.Logger LOG = System.getLogger(LogoutFlow.class.getName());

    private final AmClient am;
    private final CookieName cookieName;
    private final SessionValidator sessions;
    private final Tombstones tombstones;
    private final Clock clock;

    /**
     * @param am where sessions end
     * @param cookieName the name of AM's cookie
     * @param sessions knows which sessions are real
     * @param tombstones where the end is marked
     * @param clock for the life of tombstones
     */
    public LogoutFlow(
            AmClient am, CookieName cookieName, SessionValidator sessions, Tombstones tombstones, Clock clock) {
        this.am = am;
        this.cookieName = cookieName;
        this.sessions = sessions;
        this.tombstones = tombstones;
        this.clock = clock;
    }

    /**
     * Ends a session.
     *
     * @param token the session's
     * @param local ends what hangs on the request: HttpSession and the like; runs whatever happens
     */
    public LogoutReport end(SsoToken token, Runnable local) {
        Identity identity = identity(token);
        boolean news = identity != null && !tombstones.has(token.digest());
        if (identity != null) {
            tombstones.set(token.digest(), SessionRules.surelyOver(identity, clock.instant()));
        }
        sessions.forget(token.digest());
        Step here = local(local, news);
        Step there = atAm(token);
        return report(here, there);
    }

    /** Ends what hangs on a request that presents no session. */
    public LogoutReport endNothing(Runnable local) {
        return report(local(local, false), new Step(AM_SESSION, Result.NOT_NEEDED, ""));
    }

    /** A session that is not known yet is looked up, so that its tombstone stands as long as it must. */
    private @Nullable Identity identity(SsoToken token) {
        Identity known = sessions.known(token.digest());
        if (known != null || tombstones.has(token.digest())) {
            return known;
        }
        return sessions.validate(token) instanceof Validation.Valid valid ? valid.identity() : null;
    }

    private static Step local(Runnable local, boolean news) {
        try {
            local.run();
            return new Step(LOCAL, news ? Result.DONE : Result.NOT_NEEDED, "");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The local part of a logout failed", e);
            return new Step(LOCAL, Result.FAILED, e.getClass().getSimpleName());
        }
    }

    private Step atAm(SsoToken token) {
        try {
            Answer<Boolean> answer = am.logout(token, cookieName.get());
            if (answer instanceof Answer.Told<Boolean> told) {
                return new Step(AM_SESSION, told.value() ? Result.DONE : Result.NOT_NEEDED, "");
            }
            return failed(answer instanceof Answer.Silent<Boolean> silent ? silent.what() : "unexpected answer");
        } catch (Unavailable e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static Step failed(String why) {
        LOG.log(System.Logger.Level.WARNING, "A session has ended here, but AM did not confirm its end: {0}", why);
        return new Step(AM_SESSION, Result.FAILED, why);
    }

    private static LogoutReport report(Step here, Step there) {
        Outcome outcome;
        if (here.result() == Result.FAILED) {
            outcome = Outcome.ERROR;
        } else if (there.result() == Result.FAILED) {
            outcome = Outcome.FAILURE;
        } else {
            boolean nothing = here.result() == Result.NOT_NEEDED && there.result() == Result.NOT_NEEDED;
            outcome = nothing ? Outcome.NO_SESSION : Outcome.SUCCESS;
        }
        return new LogoutReport(outcome, List.of(here, there));
    }
}
