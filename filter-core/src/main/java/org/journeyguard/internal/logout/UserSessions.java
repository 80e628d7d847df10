package org.journeyguard.internal.logout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.NotConfigured;
import org.journeyguard.SessionInfo;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.am.session.SessionDirectory;
import org.journeyguard.internal.am.session.SessionDirectory.ByUser;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.logout.step.LogoutTask.EndAllSessions;
import org.journeyguard.internal.logout.step.StepResult;
import org.journeyguard.internal.logout.step.TaskServices;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.SessionValidator;
import org.jspecify.annotations.Nullable;

/** Lists the sessions of a user and ends them, one or all, at AM and in this node's cache. */
public final class UserSessions implements TaskServices.Everywhere {
    private static final String AGENT = "journey.am.agent.name";
    /** AM may list them in parts, and new ones may start meanwhile. */
    private static final int ROUNDS = 5;
    /** A list that is shorter has all of them: AM lists 120 at once, and is hardly ever configured to list so few. */
    private static final int SURELY_ALL = 20;

    private final SessionDirectory directory;
    private final CookieName cookieName;
    private final SessionValidator sessions;

    /**
     * @param directory AM's
     * @param cookieName name of the header that holds tokens
     * @param sessions caches some of them
     */
    public UserSessions(SessionDirectory directory, CookieName cookieName, SessionValidator sessions) {
        this.directory = directory;
        this.cookieName = cookieName;
        this.sessions = sessions;
    }

    /**
     * Returns a user's sessions.
     *
     * @throws NotConfigured without an account that may list them
     * @throws Unavailable if AM does not answer
     */
    public List<SessionInfo> of(SessionOwner owner, Deadline deadline) {
        if (!directory.hasAdministrator()) {
            throw new NotConfigured(AGENT);
        }
        return directory.of(owner, cookieName.get(), deadline).orElseThrow();
    }

    /**
     * Ends one of a user's sessions, never another user's.
     *
     * @return false if the user has no such session
     * @throws NotConfigured without an account that may list them
     * @throws Unavailable if AM does not confirm it
     */
    public boolean end(SessionOwner owner, String handle, Deadline deadline) {
        boolean isOwn =
                of(owner, deadline).stream().anyMatch(each -> each.handle().equals(handle));
        if (!isOwn) {
            return false;
        }
        boolean isEnded = directory
                .end(owner.realm(), List.of(handle), cookieName.get(), deadline)
                .orElseThrow();
        // the ended session's token is not known here, so all are validated again
        sessions.forgetUser(owner.realm(), owner.name());
        if (!isEnded) {
            throw new Unavailable("AM has not ended the session", Outage.SOON);
        }
        return true;
    }

    @Override
    public StepResult endAll(EndAllSessions task, Deadline deadline) {
        SessionOwner owner = task.owner();
        Set<TokenDigest> before = sessions.ofUser(owner.realm(), owner.name());
        StepResult ended;
        try {
            ended = endAll(task, cookieName.get(), deadline);
        } catch (Unavailable e) {
            ended = failed(e, null);
        }
        if (ended instanceof StepResult.Done && task.listed().isEmpty()) {
            sessions.endedUser(owner.realm(), owner.name(), before);
        } else {
            // some of those known here may have ended
            sessions.forgetUser(owner.realm(), owner.name());
        }
        return ended;
    }

    private static StepResult failed(Unavailable e, @Nullable EndAllSessions rest) {
        return new StepResult.Failed(String.valueOf(e.getMessage()), true, rest);
    }

    private StepResult endAll(EndAllSessions task, String cookie, Deadline deadline) {
        SsoToken session = task.session();
        StepResult byUser = session == null
                ? AmLogoutSteps.UNAVAILABLE
                : ended(directory.endAll(session, task.owner(), cookie, deadline));
        return byUser instanceof StepResult.Failed && directory.hasAdministrator()
                ? endListed(task, cookie, deadline)
                : byUser;
    }

    /** The calling session ends as well, so a retry is impossible without an administrator. */
    private static StepResult ended(AmResult<ByUser> answer) {
        return answer.fold(
                value -> switch (value) {
                    case ENDED -> StepResult.DONE;
                    case NOT_ENDED -> new StepResult.Failed("AM does not end them for the user", false);
                    case UNKNOWN -> AmLogoutSteps.UNAVAILABLE;
                },
                refused -> new StepResult.Failed("the session that asks is over", false),
                outage -> new StepResult.Failed(outage.what(), false));
    }

    private StepResult endListed(EndAllSessions task, String cookie, Deadline deadline) {
        SessionOwner owner = task.owner();
        Set<String> done = new HashSet<>();
        // so that a retry does not end the session of a user who has signed in again
        EndAllSessions rest = null;
        try {
            for (int round = 0; round < ROUNDS; round++) {
                List<String> handles = directory.of(owner, cookie, deadline).orElseThrow().stream()
                        .map(SessionInfo::handle)
                        .filter(handle ->
                                task.listed().isEmpty() || task.listed().contains(handle))
                        .filter(handle -> !done.contains(handle))
                        .toList();
                if (handles.isEmpty()) {
                    return done.isEmpty() ? StepResult.NOT_NEEDED : StepResult.DONE;
                }
                if (round == 0 && task.listed().isEmpty() && handles.size() < SURELY_ALL) {
                    rest = new EndAllSessions(null, owner, handles);
                }
                if (!directory.end(owner.realm(), handles, cookie, deadline).orElseThrow()) {
                    return new StepResult.Failed("AM has not ended all of them", true, rest);
                }
                done.addAll(handles);
            }
            return new StepResult.Failed("there are always more of them", true, rest);
        } catch (Unavailable e) {
            return failed(e, rest);
        }
    }
}
