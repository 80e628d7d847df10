package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.function.Function;
import org.journeyguard.internal.resilience.Deadline;

/**
 * Something that has to end elsewhere.
 *
 * @param name of the step in the report
 * @param stage when its turn comes
 * @param attempt ends it, within a deadline
 * @param matters how long it makes sense to try, because after that it expires; zero for once only
 */
record LogoutStep(String name, Stage stage, Function<Deadline, StepResult> attempt, Duration matters) {

    /** The stages of a logout, in order. The steps of a stage run side by side, once those of the stages before it have been tried. */
    enum Stage {
        /** What ends all sessions of the user needs the user's own session. */
        ALL_SESSIONS,
        /** Tokens, and the OpenID Connect session, with which AM's session may end too. */
        TOKENS,
        /** AM's session. */
        AM_SESSION,
        /** Whatever depends on no other step: it runs at once. */
        INDEPENDENT
    }
}
