package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.function.Function;
import org.journeyguard.internal.resilience.Deadline;

/**
 * A remote step of a logout.
 *
 * @param name of the step in the report
 * @param stage when it runs
 * @param attempt runs it within a deadline
 * @param matters how long retries make sense, because what it ends then expires; zero for no retry
 */
record LogoutStep(String name, Stage stage, Function<Deadline, StepResult> attempt, Duration matters) {

    /** The stages of a logout, in order. The steps of a stage run in parallel, after those of earlier stages have been tried. */
    enum Stage {
        /** Ending all sessions of the user needs the user's own session. */
        ALL_SESSIONS,
        /** Tokens, and the OpenID Connect session, with which AM's session may end too. */
        TOKENS,
        /** AM's session. */
        AM_SESSION,
        /** Steps that depend on no other; they run at once. */
        INDEPENDENT
    }
}
