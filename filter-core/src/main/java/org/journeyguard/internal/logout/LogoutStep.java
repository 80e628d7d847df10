package org.journeyguard.internal.logout;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.journeyguard.internal.resilience.Deadline;

/**
 * A remote step of a logout.
 *
 * @param name of the step in the report
 * @param stage when it runs
 * @param attempt runs it within a deadline
 * @param worthRetryingFor how long retries make sense: until what the step ends has expired; zero for no retry
 */
record LogoutStep(String name, Stage stage, Function<Deadline, StepResult> attempt, Duration worthRetryingFor) {

    /** The stages of a logout. The steps of a stage run in parallel, after those of the stages that it follows have been tried. */
    enum Stage {
        /** Ending all sessions of the user by the user's own session, which has to be alive for that. */
        ALL_SESSIONS,
        /** Revoking tokens. */
        TOKENS,
        /** The OpenID Connect session, with which AM's session may end too. */
        OIDC_SESSION,
        /** AM's session. */
        AM_SESSION,
        /** Steps that depend on no other; they run at once. */
        INDEPENDENT;

        /** Returns the stages whose steps are tried first. */
        List<Stage> follows() {
            return switch (this) {
                case TOKENS, OIDC_SESSION -> List.of(ALL_SESSIONS);
                case AM_SESSION -> List.of(ALL_SESSIONS, OIDC_SESSION);
                case ALL_SESSIONS, INDEPENDENT -> List.of();
            };
        }
    }
}
