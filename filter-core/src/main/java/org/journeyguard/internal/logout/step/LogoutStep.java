package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.List;

/**
 * A remote step of a logout.
 *
 * @param task what it does
 * @param worthRetryingFor how long retries make sense: until what the step ends has expired; zero for no retry
 */
public record LogoutStep(LogoutTask task, Duration worthRetryingFor) {
    /** Name of the step that revokes the tokens of a session. */
    public static final String TOKENS = "tokens";
    /** Name of the step that revokes the tokens obtained by token exchange. */
    public static final String EXCHANGED_TOKENS = "exchanged-tokens";
    /** Name of the step that ends the OpenID Connect session. */
    public static final String OIDC_SESSION = "oidc-session";
    /** Name of the step that ends AM's session. */
    public static final String AM_SESSION = "am-session";
    /** Name of the step that ends all sessions of the user. */
    public static final String ALL_SESSIONS = "all-sessions";

    /** Name of the step that ends all of the user's app sessions. */
    public static final String APP_SESSIONS = "app-sessions";

    /** Returns a step that runs once. */
    public static LogoutStep once(LogoutTask task) {
        return new LogoutStep(task, Duration.ZERO);
    }

    /** Returns a step whose result is known beforehand. */
    public static LogoutStep known(String name, StepResult result) {
        return once(new LogoutTask.Report(name, result));
    }

    /** Returns the step that a failed attempt leaves for a retry; the same one if all of it is left. */
    LogoutStep after(StepResult.Failed attempt) {
        return attempt.rest() == null ? this : new LogoutStep(attempt.rest(), worthRetryingFor);
    }

    /** Returns its name in the report. */
    public String name() {
        return task.name();
    }

    /** The stages of a logout. The steps of a stage run in parallel, after those of the stages that it follows have been tried. */
    public enum Stage {
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
