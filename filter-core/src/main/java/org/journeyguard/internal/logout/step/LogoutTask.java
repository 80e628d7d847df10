package org.journeyguard.internal.logout.step;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.journeyguard.LogoutContext;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.logout.step.LogoutStep.Stage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.LogoutListener;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a logout does, as data: a task can be stored, and run more than once and on any node, except for a {@link Local} one. A
 * task's {@code toString()} is its name, and shows no secret.
 */
public sealed interface LogoutTask {

    /** Returns the name of its step in the report. */
    String name();

    /** Returns when it runs. */
    default Stage stage() {
        return Stage.INDEPENDENT;
    }

    /** Runs it within a deadline. */
    StepResult run(TaskServices services, Deadline deadline);

    /** A task that runs once, on this node. */
    sealed interface Local extends LogoutTask {}

    /**
     * Revokes tokens at AM, independently of each other.
     *
     * @param name which tokens they are
     */
    record RevokeTokens(String name, List<String> tokens) implements LogoutTask {
        @Override
        public Stage stage() {
            return Stage.TOKENS;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return services.revoke(tokens, deadline);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Revokes the tokens of a session, if AM confirms that the session has ended.
     *
     * @param tokens of the session
     */
    record RevokeTokensOfEnded(SsoToken session, List<String> tokens) implements LogoutTask {
        @Override
        public String name() {
            return LogoutStep.TOKENS;
        }

        @Override
        public Stage stage() {
            return Stage.TOKENS;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            Authentication<SsoIdentity> answer = services.tombstones().has(session)
                    ? Authentication.refused()
                    : services.sessions().validateAnew(session);
            if (answer instanceof Authentication.Unavailable<SsoIdentity> none) {
                return new StepResult.Failed(none.outage().what(), true);
            }
            if (!answer.isRefused()) {
                return StepResult.NOT_NEEDED;
            }
            services.keeper().forget(session.digest());
            return services.revoke(tokens, deadline);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Ends the OpenID Connect session of an ID token. */
    record EndOidcSession(String idToken) implements LogoutTask {
        @Override
        public String name() {
            return LogoutStep.OIDC_SESSION;
        }

        @Override
        public Stage stage() {
            return Stage.OIDC_SESSION;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return services.endOidcSession(idToken, deadline);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Ends an AM session. */
    record EndAmSession(SsoToken session) implements LogoutTask {
        @Override
        public String name() {
            return LogoutStep.AM_SESSION;
        }

        @Override
        public Stage stage() {
            return Stage.AM_SESSION;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            StepResult ended = StepResult.of(services.sessions().end(session, deadline));
            if (!(ended instanceof StepResult.Failed)) {
                services.tombstones().confirm(session);
            }
            return ended;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Ends all AM sessions of a user.
     *
     * @param session the user's own, which may end them; null if AM's session is not known
     * @param owner whose sessions end
     * @param listed their handles, if AM has listed them before: later sessions remain; empty for all
     */
    record EndAllSessions(@Nullable SsoToken session, SessionOwner owner, List<String> listed) implements LogoutTask {
        /** Ends all that AM lists. */
        public EndAllSessions(@Nullable SsoToken session, SessionOwner owner) {
            this(session, owner, List.of());
        }

        @Override
        public String name() {
            return LogoutStep.ALL_SESSIONS;
        }

        @Override
        public Stage stage() {
            return session == null ? Stage.INDEPENDENT : Stage.ALL_SESSIONS;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return services.everywhere().endAll(this, deadline);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Ends all app sessions of a user.
     *
     * @param subject AM's name for the user
     * @param begunUntil later sessions remain
     */
    record EndAppSessions(String subject, Instant begunUntil) implements LogoutTask {
        @Override
        public String name() {
            return LogoutStep.APP_SESSIONS;
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return services.endAppSessions(this);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * Sends a notice of the logout to a webhook.
     *
     * @param receiver one of the configured URLs
     * @param body JSON
     */
    record SendNotice(URI receiver, String body) implements LogoutTask {
        @Override
        public String name() {
            return "notice " + receiver.getHost();
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return services.webhooks().send(this, deadline);
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Calls a listener of the application: code, and no data. */
    record CallListener(LogoutListener listener, LogoutContext context) implements Local {
        @Override
        public String name() {
            return "listener " + listener.getClass().getSimpleName();
        }

        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            listener.signedOut(context);
            return StepResult.DONE;
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /** Reports a result that is known beforehand. */
    record Report(String name, StepResult result) implements Local {
        @Override
        public StepResult run(TaskServices services, Deadline deadline) {
            return result;
        }
    }
}
