package org.journeyguard.internal.logout.step;

import java.util.List;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.appsession.AppSessions;
import org.journeyguard.internal.appsession.EndedAppSessions;
import org.journeyguard.internal.index.IndexName;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.SessionValidator;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a logout use.
 *
 * @param sessions ends AM's sessions
 * @param tombstones records what AM has confirmed
 * @param keeper has the tokens of sessions
 * @param revocation revokes tokens; empty without an OAuth 2.0 client
 * @param postLogoutRedirectUri sent when an OpenID Connect session ends; null for none
 * @param everywhere ends all sessions of a user
 * @param appSessions the application's own sessions; empty if it has none
 * @param webhooks sends notices
 */
public record TaskServices(
        SessionValidator sessions,
        Tombstones tombstones,
        TokenKeeper keeper,
        Optional<Revocation> revocation,
        @Nullable String postLogoutRedirectUri,
        Everywhere everywhere,
        Optional<AppSessions> appSessions,
        LogoutWebhooks webhooks)
        implements TaskExecutor {

    /** Ends all sessions of a user at AM. */
    @FunctionalInterface
    public interface Everywhere {
        /** Ends those of a task. */
        StepResult endAll(LogoutTask.EndAllSessions task, Deadline deadline);
    }

    @Override
    public StepResult run(LogoutTask task, Deadline deadline) {
        try {
            return task.run(this, deadline);
        } catch (Unavailable e) {
            // the engine that has the tokens, for example
            return new StepResult.Failed(String.valueOf(e.getMessage()), true);
        }
    }

    /** Ends the sessions here and in the store, and revokes their tokens in the background. */
    StepResult endAppSessions(LogoutTask.EndAppSessions task) {
        return appSessions.map(all -> endAppSessions(all, task)).orElse(StepResult.NOT_NEEDED);
    }

    private static StepResult endAppSessions(AppSessions all, LogoutTask.EndAppSessions task) {
        EndedAppSessions outcome =
                all.ofUsers().end(IndexName.ofSubject(Optional.of(task.subject())), task.begunUntil());
        outcome.ended().forEach(all::discard);
        return outcome.outage()
                .<StepResult>map(outage -> new StepResult.Failed(outage.what(), true))
                .orElse(StepResult.DONE);
    }

    StepResult revoke(List<String> tokens, Deadline deadline) {
        return revocation.map(atAm -> StepResult.of(atAm.of(tokens, deadline))).orElse(StepResult.NOT_NEEDED);
    }

    StepResult endOidcSession(String idToken, Deadline deadline) {
        return revocation
                .map(atAm -> StepResult.of(atAm.ofSession(idToken, postLogoutRedirectUri, deadline)))
                .orElse(StepResult.NOT_NEEDED);
    }
}
