package org.journeyguard.logout;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.ApiError;
import org.journeyguard.NotConfigured;
import org.journeyguard.SessionInfo;
import org.journeyguard.Unavailable;
import org.journeyguard.am.session.CookieName;
import org.journeyguard.am.session.SessionDirectory;
import org.journeyguard.am.session.SessionDirectory.ByUser;
import org.journeyguard.am.session.SessionOwner;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;
import org.journeyguard.resilience.Deadline;
import org.journeyguard.session.SessionValidator;
import org.jspecify.annotations.Nullable;

/** All sessions of a user, seen and ended one by one or all at once, at AM and in what is remembered here. */
public final class UserSessions implements EndingsAtAm.Everywhere {
    private static final String AGENT = "journey.am.agent.name";
    /** AM may list them in parts, and a session may begin meanwhile. */
    private static final int ROUNDS = 5;

    private final SessionDirectory directory;
    private final CookieName cookieName;
    private final SessionValidator sessions;

    /**
     * @param directory AM's
     * @param cookieName name of the header that bears tokens
     * @param sessions remembers some of them
     */
    public UserSessions(SessionDirectory directory, CookieName cookieName, SessionValidator sessions) {
        this.directory = directory;
        this.cookieName = cookieName;
        this.sessions = sessions;
    }

    /**
     * A user's sessions.
     *
     * @throws NotConfigured when there is nobody who may list them
     * @throws Unavailable when AM does not tell
     */
    public List<SessionInfo> of(SessionOwner owner, Deadline deadline) {
        if (!directory.hasAdministrator()) {
            throw new NotConfigured(AGENT);
        }
        return directory.of(owner, cookieName.get(), deadline).orElseThrow();
    }

    /**
     * Ends one of a user's sessions, and no other user's.
     *
     * @throws ApiError with status 404 when the user has no such session
     * @throws NotConfigured when there is nobody who may list them
     * @throws Unavailable when AM does not confirm it
     */
    public void end(SessionOwner owner, String handle, Deadline deadline) {
        boolean isOwn =
                of(owner, deadline).stream().anyMatch(each -> each.handle().equals(handle));
        if (!isOwn) {
            throw new ApiError(404, "not_found", "the user has no such session");
        }
        boolean isEnded = directory
                .end(owner.realm(), List.of(handle), cookieName.get(), deadline)
                .orElseThrow();
        // which of them it was is not known here: all are asked about again
        sessions.forgetUser(owner.realm(), owner.name());
        if (!isEnded) {
            throw new Unavailable("AM has not ended the session", Outage.SOON);
        }
    }

    @Override
    public Ended endAll(@Nullable SsoToken session, SessionOwner owner, Deadline deadline) {
        Ended ended;
        try {
            ended = endAll(session, owner, cookieName.get(), deadline);
        } catch (Unavailable e) {
            ended = new Ended.Failed(String.valueOf(e.getMessage()), true);
        }
        if (ended instanceof Ended.Failed) {
            // some of them may have ended
            sessions.forgetUser(owner.realm(), owner.name());
        } else {
            sessions.endedUser(owner.realm(), owner.name());
        }
        return ended;
    }

    private Ended endAll(@Nullable SsoToken session, SessionOwner owner, String cookie, Deadline deadline) {
        Ended byUser =
                session == null ? EndingsAtAm.UNAVAILABLE : ended(directory.endAll(session, owner, cookie, deadline));
        return byUser instanceof Ended.Failed && directory.hasAdministrator()
                ? endListed(owner, cookie, deadline)
                : byUser;
    }

    /** The session that asks ends as well, so that without an administrator there is no second attempt. */
    private static Ended ended(AmResult<ByUser> answer) {
        return answer.fold(
                told -> switch (told) {
                    case ENDED -> Ended.DONE;
                    case NOT_ENDED -> new Ended.Failed("AM does not end them for the user", false);
                    case UNKNOWN -> EndingsAtAm.UNAVAILABLE;
                },
                refused -> new Ended.Failed("the session that asks is over", false),
                outage -> new Ended.Failed(outage.what(), false));
    }

    private Ended endListed(SessionOwner owner, String cookie, Deadline deadline) {
        Set<String> done = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> handles = directory.of(owner, cookie, deadline).orElseThrow().stream()
                    .map(SessionInfo::handle)
                    .filter(handle -> !done.contains(handle))
                    .toList();
            if (handles.isEmpty()) {
                return done.isEmpty() ? Ended.NOT_NEEDED : Ended.DONE;
            }
            if (!directory.end(owner.realm(), handles, cookie, deadline).orElseThrow()) {
                return new Ended.Failed("AM has not ended all of them", true);
            }
            done.addAll(handles);
        }
        return new Ended.Failed("there are always more of them", true);
    }
}
