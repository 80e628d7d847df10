package org.journeyguard.internal.logout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.observe.Observers;

/**
 * Runs a logout: the local part first and whatever happens, then the steps elsewhere, and reports how each of them went. A step that
 * fails keeps no other from running.
 */
public final class LogoutRunner {
    private static final System.Logger LOG = System.getLogger(LogoutRunner.class.getName());

    private final AmLogoutSteps atAm;
    private final StepRunner endings;
    private final Observers observers;

    /**
     * @param atAm what has to end at AM
     * @param endings runs the steps
     * @param observers are told of the logout
     */
    public LogoutRunner(AmLogoutSteps atAm, StepRunner endings, Observers observers) {
        this.atAm = atAm;
        this.endings = endings;
        this.observers = observers;
    }

    /**
     * Ends what hangs on a request that presents no session.
     *
     * @param local ends what hangs on the request
     * @param unreadable why it is not certain that there is none; empty when it is
     */
    public LogoutReport endNothing(Runnable local, String unreadable) {
        return run(new LogoutPlan(Optional.empty(), local(local, false), List.of(AmLogoutSteps.nothing(unreadable))));
    }

    /**
     * Ends what hangs on a request that presents no session, and the tokens of the session that its HttpSession was last seen with, if AM
     * says that this session has ended: the id of an HttpSession does not prove whose it is.
     *
     * @param former that session
     * @param local ends what hangs on the request
     */
    public LogoutReport endFormer(SsoToken former, Runnable local) {
        return run(new LogoutPlan(Optional.empty(), local(local, false), List.of(atAm.ofFormer(former))));
    }

    LogoutReport run(LogoutPlan plan) {
        List<Step> steps = new ArrayList<>();
        steps.add(plan.local());
        steps.addAll(endings.attempt(plan.elsewhere()));
        LogoutReport report = new LogoutReport(outcome(steps), steps);
        observers.signedOut(
                plan.farewell().map(LogoutContext::user).orElse(""),
                plan.farewell().map(LogoutContext::everywhere).orElse(false),
                report);
        return report;
    }

    static Step local(Runnable local, boolean news) {
        try {
            local.run();
            return localStep(news ? Result.DONE : Result.NOT_NEEDED, "");
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "The local part of a logout failed", e);
            return localStep(Result.FAILED, e.getClass().getSimpleName());
        }
    }

    static Step localStep(Result result, String why) {
        return new Step("local", result, why);
    }

    private static Outcome outcome(List<Step> steps) {
        if (steps.get(0).result() == Result.FAILED) {
            return Outcome.ERROR;
        }
        boolean isUnconfirmed =
                steps.stream().anyMatch(step -> step.result() == Result.FAILED || step.result() == Result.WILL_RETRY);
        if (isUnconfirmed) {
            return Outcome.FAILURE;
        }
        return steps.stream().allMatch(step -> step.result() == Result.NOT_NEEDED)
                ? Outcome.NO_SESSION
                : Outcome.SUCCESS;
    }
}
