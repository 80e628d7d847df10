package org.journeyguard.am;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.credential.Authentication;
import org.journeyguard.credential.SsoIdentity;
import org.journeyguard.credential.SsoToken;
import org.journeyguard.credential.UserName;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * The session API. Finds out by itself which version the server speaks, and remembers it once the server has answered a
 * question with it; found out anew when the server is upgraded.
 */
final class SessionApi {
    private static final Duration LATER = Duration.ofSeconds(5);
    /** After that it is found out anew, so that neither an upgrade nor a proxy's 404 at the wrong moment counts for ever. */
    private static final Duration FINDINGS_COUNT = Duration.ofHours(1);

    private final AmHttp http;
    private final String endpoint;
    private final LongSupplier nanoTime;
    private volatile @Nullable Dialect known;
    private volatile long lookAgainAt;
    /** Until then the server counts as one that has no way to touch sessions. */
    private volatile long touchAgainAt;

    /** Until then a server that understands nothing, where it has understood before, is not asked in all versions again. */
    private volatile long negotiateAgainAt;

    SessionApi(AmHttp http, String realmPath, LongSupplier nanoTime) {
        this.http = http;
        this.endpoint = realmPath + "/sessions/?_action=";
        this.nanoTime = nanoTime;
        this.negotiateAgainAt = nanoTime.getAsLong();
        this.touchAgainAt = nanoTime.getAsLong();
    }

    Authentication<SsoIdentity> info(SsoToken token, String cookieName, boolean isKnown, Deadline deadline) {
        for (Dialect dialect : candidates()) {
            AmReply reply = call(
                    isKnown ? AmHttp.Asks.KNOWN : AmHttp.Asks.STRANGER,
                    dialect,
                    dialect.infoAction(),
                    dialect.infoResource(),
                    token,
                    cookieName,
                    deadline);
            if (!reply.isUnknownVersion()) {
                return authentication(dialect, reply);
            }
        }
        if (isKnown) {
            negotiateAgainAt = nanoTime.getAsLong() + LATER.toNanos();
        }
        return new Authentication.Unavailable<>(
                new Outage("AM offers none of the session APIs that JourneyGuard knows", LATER));
    }

    /** As {@link AmClient#touch}. */
    AmClient.Touched touch(SsoToken token, String cookieName, Deadline deadline) {
        Dialect dialect = known;
        if (dialect == null || isTimeToLookAgain() || !canTouch() || dialect.touch() == Dialect.Touch.ASKING) {
            return new AmClient.Touched(info(token, cookieName, true, deadline), true);
        }
        boolean isReset = dialect.touch() == Dialect.Touch.RESET;
        AmReply reply = call(
                AmHttp.Asks.KNOWN,
                dialect,
                isReset ? "getSessionInfoAndResetIdleTime" : "refresh",
                dialect.infoResource(),
                token,
                cookieName,
                deadline);
        boolean isNoWay = reply.isUnknownVersion() || reply.is(400) || reply.is(403);
        if (!isNoWay && (isReset || !reply.is(200))) {
            return new AmClient.Touched(authentication(dialect, reply), true);
        }
        Authentication<SsoIdentity> told = info(token, cookieName, true, deadline);
        // only from an AM that is well otherwise; a proxy in trouble says the same about everything
        boolean isCertain = isNoWay && told.isAuthenticated();
        if (isCertain && reply.isUnknownVersion()) {
            touchAgainAt = nanoTime.getAsLong() + AmClient.TOUCHES_ARE_VAIN_FOR.toNanos();
        }
        return new AmClient.Touched(told, !isCertain);
    }

    boolean canTouch() {
        return known != null && nanoTime.getAsLong() - touchAgainAt >= 0;
    }

    boolean isAskingUse() {
        Dialect dialect = known;
        return dialect != null && dialect.touch() == Dialect.Touch.ASKING;
    }

    AmResult<Boolean> logout(SsoToken token, String cookieName, Deadline deadline) {
        AmReply reply = understood(dialect -> http.attempt(
                AmHttp.Asks.KNOWN,
                AmRequest.json(
                        "logout",
                        "POST",
                        http.base() + endpoint + "logout",
                        endpoint + "logout",
                        AmClient.asking(token, cookieName, dialect.logoutResource()),
                        body(dialect, token)),
                deadline));
        if (reply.is(401)) {
            return new AmResult.Value<>(false);
        }
        Map<?, ?> answer = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return answer != null && answer.containsKey("result") ? new AmResult.Value<>(true) : reply.noAnswer("logout");
    }

    AmReply properties(SsoToken token, String cookieName, Deadline deadline) {
        return understood(dialect -> call(
                AmHttp.Asks.KNOWN,
                dialect,
                "getSessionProperties",
                dialect.propertiesResource(),
                token,
                cookieName,
                deadline));
    }

    private AmReply call(
            AmHttp.Asks asks,
            Dialect dialect,
            String action,
            String resource,
            SsoToken token,
            String cookieName,
            Deadline deadline) {
        return http.call(
                asks,
                action,
                "POST",
                endpoint + action,
                AmClient.asking(token, cookieName, resource),
                body(dialect, token),
                deadline);
    }

    private Authentication<SsoIdentity> authentication(Dialect dialect, AmReply reply) {
        if (reply.is(401)) {
            return Authentication.refused();
        }
        Wire.SessionInfo info = reply.is(200) ? http.parse(reply, Wire.SessionInfo.class) : null;
        if (info == null) {
            return new Authentication.Unavailable<>(reply.outage(dialect.infoAction()));
        }
        if (Boolean.FALSE.equals(info.valid)) {
            return Authentication.refused();
        }
        if (dialect == Dialect.EARLY && !Boolean.TRUE.equals(info.valid)) {
            return new Authentication.Unavailable<>(
                    new Outage(dialect.infoAction() + ": neither yes nor no", reply.retryAfter()));
        }
        String name = info.username != null ? info.username : info.uid;
        if (name == null || name.isEmpty() || info.realm == null) {
            return new Authentication.Unavailable<>(
                    new Outage(dialect.infoAction() + ": not the expected answer", reply.retryAfter()));
        }
        found(dialect);
        if (!UserName.isOne(name)) {
            return Authentication.refused();
        }
        SsoIdentity identity = new SsoIdentity(
                name,
                info.realm,
                info.universalId,
                Wire.instant(info.latestAccessTime),
                Wire.instant(info.maxIdleExpirationTime),
                Wire.instant(info.maxSessionExpirationTime),
                reply.date(),
                attributes(info));
        return new Authentication.Authenticated<>(identity);
    }

    private static Map<String, String> attributes(Wire.SessionInfo info) {
        Map<String, String> attributes = Wire.texts(info.properties);
        if (info.sessionHandle != null) {
            attributes.put("sessionHandle", info.sessionHandle);
        }
        return attributes;
    }

    /** The server has answered in this dialect. */
    private void found(Dialect dialect) {
        if (dialect != known || isTimeToLookAgain()) {
            lookAgainAt = nanoTime.getAsLong() + FINDINGS_COUNT.toNanos();
            touchAgainAt = nanoTime.getAsLong();
            known = dialect;
        }
    }

    private boolean isTimeToLookAgain() {
        return nanoTime.getAsLong() - lookAgainAt >= 0;
    }

    /**
     * What the server speaks, if it has been found out; else all, newest first. A server that was upgraded or rolled back is
     * found out anew. One that has told more is not asked for a mere yes: it is no such old one, and a 404 is a fault.
     */
    private List<Dialect> candidates() {
        Dialect dialect = known;
        if (dialect != null && nanoTime.getAsLong() - negotiateAgainAt < 0) {
            return List.of(dialect);
        }
        List<Dialect> candidates = new ArrayList<>(List.of(Dialect.values()));
        if (dialect != null && !isTimeToLookAgain()) {
            candidates.remove(Dialect.EARLY);
            candidates.remove(dialect);
            candidates.add(0, dialect);
        }
        return candidates;
    }

    /** Asks in one version after the other until AM understands; its last reply when it understands none. */
    AmReply understood(Function<Dialect, AmReply> ask) {
        AmReply reply = AmReply.unsent("no session API", LATER);
        for (Dialect dialect : candidates()) {
            reply = ask.apply(dialect);
            if (!reply.isUnknownVersion()) {
                break;
            }
        }
        return reply;
    }

    private String body(Dialect dialect, SsoToken token) {
        return dialect.tokenInBody() ? http.object("tokenId", token.value()) : "{}";
    }
}
