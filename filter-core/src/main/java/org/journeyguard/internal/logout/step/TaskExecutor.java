package org.journeyguard.internal.logout.step;

import org.journeyguard.internal.resilience.Deadline;

/** Runs the tasks of logouts. */
@FunctionalInterface
public interface TaskExecutor {

    /** Runs a task within a deadline. */
    StepResult run(LogoutTask task, Deadline deadline);
}
