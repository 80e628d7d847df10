package org.journeyguard.internal.appsession;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.index.IndexName;
import org.journeyguard.internal.index.IndexedSession;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.token.LogoutRecords;

/** Finds all app sessions of a user, on all nodes, and ends them. */
public final class UserAppSessions {
    private final StoredAppSessions sessions;
    private final SessionIndex index;
    private final AppSessionEnd end;
    private final LogoutRecords logouts;

    UserAppSessions(StoredAppSessions sessions, SessionIndex index, AppSessionEnd end, LogoutRecords logouts) {
        this.sessions = sessions;
        this.index = index;
        this.end = end;
        this.logouts = logouts;
    }

    /** Returns whether this node knows a session of a user. */
    boolean hasKnown(AppIdentity user) {
        return index.appSessionsOf(user.subject()).stream()
                .anyMatch(each -> isKnown(each.key().session()));
    }

    private boolean isKnown(TokenDigest session) {
        return sessions.known().find(session) != null;
    }

    /**
     * Returns the user's sessions that must end because a new one has started, see {@link SessionRegistry#surplus}.
     *
     * @throws Unavailable if they can't be found
     */
    List<TokenDigest> surplus(AppIdentity user, TokenDigest begun) {
        List<TokenDigest> others = index.appSessionsOf(user.subject()).stream()
                .map(each -> each.key().session())
                .filter(each -> !each.equals(begun))
                .toList();
        return sessions.known()
                .surplus(
                        sessions.known().isAboveLimitOfUser(others.size() + 1)
                                ? others.stream().filter(this::isPresent).toList()
                                : others);
    }

    /** The index may still have sessions that have expired, and this node may know some that another has ended. */
    private boolean isPresent(TokenDigest session) {
        return sessions.store().get(session).isPresent();
    }

    /**
     * Ends all sessions that a user has now because the user signs out, and cancels all pending sign-ins.
     *
     * @param claims AM's names for the user
     */
    public EndedAppSessions signOut(Claims claims) {
        Instant now = sessions.clock().instant();
        logouts.add(claims, true, now);
        return end(IndexName.ofSubject(claims.text("sub")), now);
    }

    /**
     * Ends all of a user's sessions that began up to a time. Those that this node knows end here even if the others can't be found.
     *
     * @param user AM's name for the user; empty if there is none
     */
    public EndedAppSessions end(Optional<IndexName> user, Instant begunUntil) {
        Optional<Outage> outage = Optional.empty();
        Set<TokenDigest> found = new LinkedHashSet<>();
        try {
            user.map(name -> index.appSessionsOf(name.text())).orElse(List.of()).stream()
                    .filter(each -> !each.begunAt().isAfter(begunUntil))
                    .map(IndexedSession::key)
                    .forEach(key -> found.add(key.session()));
        } catch (Unavailable e) {
            outage = Optional.of(Outage.of(e));
            user.ifPresent(name -> found.addAll(sessions.known()
                    .where(each -> has(each, name) && !each.stored().startedAt().isAfter(begunUntil))));
        }
        List<EndedAppSession> ended = new ArrayList<>();
        for (TokenDigest each : found) {
            try {
                end.of(each).ifPresent(ended::add);
            } catch (Unavailable e) {
                outage = Optional.of(Outage.of(e));
            }
        }
        return new EndedAppSessions(begunUntil, ended, outage);
    }

    /** Returns the sessions known to this node to which AM gives a name. Goes through all sessions. */
    public List<TokenDigest> known(IndexName name) {
        return sessions.known().where(each -> has(each, name));
    }

    private static boolean has(KnownAppSession session, IndexName name) {
        return IndexName.of(session.identity().claims()).contains(name);
    }
}
