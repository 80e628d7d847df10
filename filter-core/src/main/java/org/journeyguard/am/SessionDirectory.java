package org.journeyguard.am;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.journeyguard.SessionInfo;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of a user at AM: listed and ended by an administrator, or ended all at once at the user's own word.
 *
 * @see "PingAM 8, Sessions guide: Manage sessions using REST; OpenAM 16: resource 2.0"
 */
public final class SessionDirectory {
    /** The only version of the session API that ends all sessions of a user. */
    private static final String BY_USER = "5.1";

    private final AmHttp http;
    private final SessionApi api;
    private final @Nullable SessionAdministrator administrator;

    SessionDirectory(AmHttp http, SessionApi api, @Nullable SessionAdministrator administrator) {
        this.http = http;
        this.api = api;
        this.administrator = administrator;
    }

    /** What has come of the wish to end all sessions of a user at the user's own word. */
    public enum ByUser {
        /** They have ended. */
        ENDED,
        /** AM has not ended them. */
        NOT_ENDED,
        /** This AM has no such thing. */
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
        AmReply reply = asAdministrator(
                cookieName,
                headers -> http.call(
                        // OpenAM answers 500 for some names that users may have
                        AmHttp.Asks.STRANGER,
                        AmRequest.json("sessions", "GET", url, path + "?_queryFilter", headers, null),
                        deadline),
                deadline);
        Wire.ListedSessions listed = reply.is(200) ? http.parse(reply, Wire.ListedSessions.class) : null;
        if (listed == null || listed.result == null) {
            return notAllowedOrNoAnswer("list of sessions", reply);
        }
        List<SessionInfo> sessions = new ArrayList<>();
        for (Wire.@Nullable ListedSession each : listed.result) {
            if (each != null && each.sessionHandle != null && each.realm != null && owner.owns(each)) {
                sessions.add(new SessionInfo(
                        each.sessionHandle,
                        each.realm,
                        Optional.ofNullable(Wire.instant(each.latestAccessTime)),
                        Optional.ofNullable(Wire.instant(each.maxIdleExpirationTime)),
                        Optional.ofNullable(Wire.instant(each.maxSessionExpirationTime))));
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
        AmReply reply = asAdministrator(
                cookieName, headers -> post(realm, "logoutByHandle", headers, body, deadline), deadline);
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
        AmReply reply = post(owner.realm(), "logoutByUser", AmClient.asking(own, cookieName, BY_USER), body, deadline);
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

    private AmReply asAdministrator(String cookieName, Function<Map<String, String>, AmReply> call, Deadline deadline) {
        SessionAdministrator caller = administrator;
        if (caller == null) {
            throw new IllegalStateException("there is nobody who may list sessions");
        }
        return caller.ask(
                cookieName,
                credential -> api.understood(dialect -> {
                    Map<String, String> headers = new HashMap<>(AmClient.version(caller.resource(dialect)));
                    headers.putAll(credential);
                    return call.apply(headers);
                }),
                deadline);
    }

    /** Why there is no answer; that AM does not let the administrator do it stays so until somebody changes that. */
    private <T> AmResult<T> notAllowedOrNoAnswer(String what, AmReply reply) {
        return reply.is(403) && administrator != null
                ? new AmResult.NoAnswer<>(new Outage(
                        what + ": AM does not allow it (403); " + administrator.advice(), reply.retryAfter()))
                : reply.noAnswer(what);
    }

    private AmReply post(String realm, String action, Map<String, String> headers, String body, Deadline deadline) {
        String path = AmPath.realm(realm) + "/sessions/?_action=" + action;
        return http.attempt(
                AmHttp.Asks.KNOWN, AmRequest.json(action, "POST", http.base() + path, path, headers, body), deadline);
    }
}
