package org.journeyguard.internal.am.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.UserName;
import org.journeyguard.internal.http.AmHeaders;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Calls AM's session API. Detects the version that the server speaks, remembers it once the server has answered in it, and detects it
 * again when the server is upgraded.
 */
public final class SessionApi {
    private static final Duration LATER = Duration.ofSeconds(5);
    /** How long a detected version is used, so that neither an upgrade nor a proxy's 404 at the wrong moment matters for ever. */
    private static final Duration FINDINGS_COUNT = Duration.ofHours(1);

    private final AmHttp http;
    private final String endpoint;
    private final LongSupplier nanoTime;
    private volatile @Nullable Dialect known;
    private volatile long lookAgainAt;
    /** Until then the server counts as one that can't extend sessions. */
    private volatile long keepAliveAgainAt;

    /** Until then a server that understands no version, but did before, is not asked in all versions again. */
    private volatile long negotiateAgainAt;

    /**
     * @param realmPath of the realm below AM's base URL
     */
    public SessionApi(AmHttp http, String realmPath, LongSupplier nanoTime) {
        this.http = http;
        this.endpoint = realmPath + "/sessions/?_action=";
        this.nanoTime = nanoTime;
        this.negotiateAgainAt = nanoTime.getAsLong();
        this.keepAliveAgainAt = nanoTime.getAsLong();
    }

    /**
     * Asks whether a session is valid, and whose it is: {@code getSessionInfo}, or {@code validate} on the oldest servers.
     *
     * @return refused on a 401 or {@code "valid": false}, unavailable on everything else but a yes
     */
    public Authentication<SsoIdentity> info(SsoToken token, String cookieName, Priority priority, Deadline deadline) {
        for (Dialect dialect : candidates()) {
            AmRequest request = request(dialect, dialect.infoAction(), dialect.infoResource(), token, cookieName);
            AmResponse reply = http.call(request.about(priority), deadline);
            if (!reply.isUnknownVersion()) {
                return authentication(dialect, reply);
            }
        }
        if (priority == Priority.CONFIRMED) {
            negotiateAgainAt = nanoTime.getAsLong() + LATER.toNanos();
        }
        return new Authentication.Unavailable<>(
                new Outage("AM offers none of the session APIs that JourneyGuard knows", LATER));
    }

    /**
     * Asks the same about a session that AM has confirmed before, and extends its idle time: {@code getSessionInfoAndResetIdleTime},
     * {@code refresh} on older servers; on OpenAM the question itself extends it.
     */
    public KeepAliveResult keepAlive(SsoToken token, String cookieName, Deadline deadline) {
        Dialect dialect = known;
        if (dialect == null || isTimeToLookAgain() || !canKeepAlive() || validationExtendsSession()) {
            return new KeepAliveResult(info(token, cookieName, Priority.CONFIRMED, deadline), true);
        }
        boolean isReset = dialect.keepAlive() == Dialect.KeepAlive.RESET;
        String action = isReset ? "getSessionInfoAndResetIdleTime" : "refresh";
        AmResponse reply = http.call(request(dialect, action, dialect.infoResource(), token, cookieName), deadline);
        boolean isUnsupported = reply.isUnknownVersion() || reply.is(400) || reply.is(403);
        if (!isUnsupported && (isReset || !reply.is(200))) {
            return new KeepAliveResult(authentication(dialect, reply), true);
        }
        Authentication<SsoIdentity> info = info(token, cookieName, Priority.CONFIRMED, deadline);
        // only from an AM that is well otherwise; a proxy in trouble says the same about everything
        boolean isConfirmed = isUnsupported && info.isAuthenticated();
        if (isConfirmed && reply.isUnknownVersion()) {
            keepAliveAgainAt = nanoTime.getAsLong() + KeepAliveResult.UNSUPPORTED_FOR.toNanos();
        }
        return new KeepAliveResult(info, !isConfirmed);
    }

    /** Whether the server, as far as it is known, can extend sessions. */
    public boolean canKeepAlive() {
        return known != null && nanoTime.getAsLong() - keepAliveAgainAt >= 0;
    }

    /** Whether the server takes each validation of a session for its use, as OpenAM does. */
    public boolean validationExtendsSession() {
        Dialect dialect = known;
        return dialect != null && dialect.keepAlive() == Dialect.KeepAlive.VALIDATION;
    }

    /**
     * Ends a session that AM has confirmed, also while the circuit breaker is open: {@code logout}.
     *
     * @return true when AM ended it, false when there was none to end (any more); never a refusal
     */
    public AmResult<Boolean> logout(SsoToken token, String cookieName, Deadline deadline) {
        AmResponse reply = understood(dialect -> http.call(
                request(dialect, "logout", dialect.logoutResource(), token, cookieName)
                        .urgent(),
                deadline));
        if (reply.is(401)) {
            return new AmResult.Value<>(false);
        }
        Map<?, ?> answer = reply.is(200) ? http.parse(reply, HashMap.class) : null;
        return answer != null && answer.containsKey("result") ? new AmResult.Value<>(true) : reply.noAnswer("logout");
    }

    AmResponse properties(SsoToken token, String cookieName, Deadline deadline) {
        return understood(dialect -> http.call(
                request(dialect, "getSessionProperties", dialect.propertiesResource(), token, cookieName), deadline));
    }

    private AmRequest request(Dialect dialect, String action, String resource, SsoToken token, String cookieName) {
        Map<String, String> headers = AmHeaders.session(cookieName, token.value(), resource);
        return http.json(action, "POST", endpoint + action, headers, body(dialect, token));
    }

    private Authentication<SsoIdentity> authentication(Dialect dialect, AmResponse reply) {
        if (reply.is(401)) {
            return Authentication.refused();
        }
        AmJson.SessionInfo info = reply.is(200) ? http.parse(reply, AmJson.SessionInfo.class) : null;
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
                AmJson.instant(info.latestAccessTime),
                AmJson.instant(info.maxIdleExpirationTime),
                AmJson.instant(info.maxSessionExpirationTime),
                reply.date(),
                attributes(info));
        return new Authentication.Authenticated<>(identity);
    }

    private static Map<String, String> attributes(AmJson.SessionInfo info) {
        Map<String, String> attributes = AmJson.texts(info.properties);
        if (info.sessionHandle != null) {
            attributes.put("sessionHandle", info.sessionHandle);
        }
        return attributes;
    }

    /** The server has answered in this dialect. */
    private void found(Dialect dialect) {
        if (dialect != known || isTimeToLookAgain()) {
            lookAgainAt = nanoTime.getAsLong() + FINDINGS_COUNT.toNanos();
            keepAliveAgainAt = nanoTime.getAsLong();
            known = dialect;
        }
    }

    private boolean isTimeToLookAgain() {
        return nanoTime.getAsLong() - lookAgainAt >= 0;
    }

    /**
     * Returns the version that the server speaks, if it is known; else all, newest first. After an upgrade or rollback it is detected again.
     * A server that spoke a newer version is not asked in the oldest, which answers a mere yes: its 404 is a fault.
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

    /** Sends a request in one version after the other until AM understands it; returns the last response when it understands none. */
    AmResponse understood(Function<Dialect, AmResponse> ask) {
        AmResponse reply = AmResponse.unsent("no session API", LATER);
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
