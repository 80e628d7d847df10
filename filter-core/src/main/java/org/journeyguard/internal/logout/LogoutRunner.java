package org.journeyguard.internal.logout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.LogoutContext;
import org.journeyguard.LogoutReport;
import org.journeyguard.LogoutReport.Outcome;
import org.journeyguard.LogoutReport.Result;
import org.journeyguard.LogoutReport.Step;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.step.StepRunner;
import org.journeyguard.internal.observe.Observers;

/**
 * Runs a logout: always the local part first, then the remote steps, and reports the result of each. A failed step does not prevent others
 * from running.
 */
public final class LogoutRunner {
    private static final System.Logger LOG = System.getLogger(LogoutRunner.class.getName());

    private final AmLogoutSteps atAm;
    private final StepRunner runner;
    private final Observers observers;

    /**
     * @param atAm creates the steps at AM
     * @param runner runs the steps
     * @param observers are notified of the logout
     */
    public LogoutRunner(AmLogoutSteps atAm, StepRunner runner, Observers observers) {
        this.atAm = atAm;
        this.runner = runner;
        this.observers = observers;
    }

    /**
     * Ends the local state of a request without a session.
     *
     * @param local ends the request's local state
     * @param unreadable why there might still be a session; empty if there is none
     */
    public LogoutReport endNothing(Runnable local, String unreadable) {
        return run(new LogoutPlan(Optional.empty(), local(local, false), List.of(AmLogoutSteps.nothing(unreadable))));
    }

    /**
     * Ends the local state of a request without a session and, if AM confirms that the HttpSession's last session has ended, that session's
     * tokens: an HttpSession id does not prove whose it is.
     *
     * @param former that session
     * @param local ends the request's local state
     */
    public LogoutReport endFormer(SsoToken former, Runnable local) {
        return run(new LogoutPlan(Optional.empty(), local(local, false), List.of(atAm.ofFormer(former))));
    }

    LogoutReport run(LogoutPlan plan) {
        List<Step> steps = new ArrayList<>();
        steps.add(plan.local());
        steps.addAll(runner.attempt(plan.elsewhere()));
        LogoutReport report = new LogoutReport(outcome(steps), steps);
        observers.signedOut(
                plan.context().map(LogoutContext::user).orElse(""),
                plan.context().map(LogoutContext::everywhere).orElse(false),
                report);
        return report;
    }

    static Step local(Runnable local, boolean endedHere) {
        try {
            local.run();
            return localStep(endedHere ? Result.DONE : Result.NOT_NEEDED, "");
        } catch (Unavailable e) {
            LOG.log(System.Logger.Level.WARNING, "A logout has not ended the session here yet: {0}", e.getMessage());
            return localStep(Result.FAILED, e.getClass().getSimpleName());
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
