package org.journeyguard.internal.am.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.journeyguard.SessionInfo;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmPath;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Lists and ends all sessions of a user at AM, as an administrator, or ends them all at once as the user.
 *
 * @see "PingAM 8, Sessions guide: Manage sessions using REST; OpenAM 16: resource 2.0"
 */
public final class SessionDirectory {
    /** The only version of the session API that ends all sessions of a user. */
    private static final String BY_USER = "5.1";

    private final AmHttp http;
    private final SessionApi api;
    private final @Nullable SessionAdministrator administrator;

    /**
     * @param administrator null for none
     */
    public SessionDirectory(AmHttp http, SessionApi api, @Nullable SessionAdministrator administrator) {
        this.http = http;
        this.api = api;
        this.administrator = administrator;
    }

    /** The result of a user's request to end all of their sessions. */
    public enum ByUser {
        /** They have ended. */
        ENDED,
        /** AM has not ended them. */
        NOT_ENDED,
        /** This AM does not support it. */
        UNKNOWN
    }

    /** Whether there is an administrator, without whom nothing is listed or ended one by one. */
    public boolean hasAdministrator() {
        return administrator != null;
    }

    /** The sessions of a user: {@code GET /json/…/sessions?_queryFilter=…}. */
    public AmResult<List<SessionInfo>> of(SessionOwner owner, String cookieName, Deadline deadline) {
        String path = AmPath.realm(owner.realm()) + "/sessions";
        String url = http.base() + path + "?_queryFilter=" + AmPath.segment(owner.filter());
        AmResponse reply = asAdministrator(
                cookieName,
                headers -> AmRequest.json("sessions", "GET", url, path + "?_queryFilter", headers, null)
                        // OpenAM answers 500 for some names that users may have
                        .about(Priority.UNCONFIRMED),
                deadline);
        AmJson.ListedSessions listed = reply.is(200) ? http.parse(reply, AmJson.ListedSessions.class) : null;
        if (listed == null || listed.result == null) {
            return notAllowedOrNoAnswer("list of sessions", reply);
        }
        List<SessionInfo> sessions = new ArrayList<>();
        for (AmJson.@Nullable ListedSession each : listed.result) {
            if (each != null && each.sessionHandle != null && each.realm != null && owner.owns(each)) {
                sessions.add(new SessionInfo(
                        each.sessionHandle,
                        each.realm,
                        Optional.ofNullable(AmJson.instant(each.latestAccessTime)),
                        Optional.ofNullable(AmJson.instant(each.maxIdleExpirationTime)),
                        Optional.ofNullable(AmJson.instant(each.maxSessionExpirationTime))));
            }
        }
        return new AmResult.Value<>(List.copyOf(sessions));
    }

    /**
     * Ends sessions: {@code POST /json/…/sessions/?_action=logoutByHandle}. Whose they are is for the caller to know: the
     * administrator may end anybody's.
     *
     * @param handles as listed for the user whose sessions are to end
     * @return whether AM has ended each of them
     */
    public AmResult<Boolean> end(String realm, Collection<String> handles, String cookieName, Deadline deadline) {
        String body = http.object("sessionHandles", List.copyOf(handles));
        AmResponse reply =
                asAdministrator(cookieName, headers -> post(realm, "logoutByHandle", headers, body), deadline);
        Map<?, ?> answer = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return answer != null && answer.get("result") instanceof Map<?, ?> ended
                ? new AmResult.Value<>(handles.stream().allMatch(handle -> Boolean.TRUE.equals(ended.get(handle))))
                : notAllowedOrNoAnswer("logoutByHandle", reply);
    }

    /**
     * Ends all sessions of a user: {@code POST /json/…/sessions/?_action=logoutByUser}.
     *
     * @param own a session of the user's, which ends with the others
     */
    public AmResult<ByUser> endAll(SsoToken own, SessionOwner owner, String cookieName, Deadline deadline) {
        String body = http.object("username", owner.name());
        AmResponse reply = http.call(
                post(owner.realm(), "logoutByUser", AmHeaders.session(cookieName, own.value(), BY_USER), body),
                deadline);
        if (reply.isUnknownVersion()) {
            return new AmResult.Value<>(ByUser.UNKNOWN);
        }
        if (reply.is(401)) {
            return AmResult.sessionEnded();
        }
        if (reply.is(400) || reply.is(403)) {
            return new AmResult.Value<>(ByUser.NOT_ENDED);
        }
        Map<?, ?> answer = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return answer != null && answer.get("result") instanceof Boolean isEnded
                ? new AmResult.Value<>(isEnded ? ByUser.ENDED : ByUser.NOT_ENDED)
                : reply.noAnswer("logoutByUser");
    }

    /** Sends a request as the administrator. */
    private AmResponse asAdministrator(
            String cookieName, Function<Map<String, String>, AmRequest> request, Deadline deadline) {
        SessionAdministrator caller = administrator;
        if (caller == null) {
            throw new IllegalStateException("no agent or service account is configured");
        }
        return api.understood(dialect -> http.call(
                request.apply(AmHeaders.version(caller.resource(dialect)))
                        .authenticatedBy(caller.authentication(cookieName)),
                deadline));
    }

    /** Returns why there is no answer; a 403 says what the administrator lacks. */
    private <T> AmResult<T> notAllowedOrNoAnswer(String what, AmResponse reply) {
        return reply.is(403) && administrator != null
                ? new AmResult.NoAnswer<>(new Outage(
                        what + ": AM does not allow it (403); " + administrator.advice(), reply.retryAfter()))
                : reply.noAnswer(what);
    }

    private AmRequest post(String realm, String action, Map<String, String> headers, String body) {
        return http.json(action, "POST", AmPath.realm(realm) + "/sessions/?_action=" + action, headers, body)
                .urgent();
    }
}
