package org.journeyguard.am;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What an AM that is well answers, as recorded at OpenAM 16 and documented for PingAM. */
final class FakeAnswers {
    private static final FakeReply UNAUTHORIZED =
            FakeReply.json(401, "{\"code\":401,\"reason\":\"Unauthorized\",\"message\":\"Access Denied\"}");
    private static final FakeReply NOT_FOUND =
            FakeReply.json(404, "{\"code\":404,\"reason\":\"Not Found\",\"message\":\"Resource '' not found\"}");
    private static final FakeReply NOT_IMPLEMENTED =
            FakeReply.json(501, "{\"code\":501,\"reason\":\"Not Implemented\",\"message\":\"No such action\"}");
    private static final FakeReply BROKEN =
            FakeReply.json(500, "{\"code\":500,\"reason\":\"Internal Server Error\",\"message\":\"Bad token\"}");
    private static final FakeReply FORBIDDEN =
            FakeReply.json(403, "{\"code\":403,\"reason\":\"Forbidden\",\"message\":\"Forbidden\"}");

    final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
    final Map<String, Map<String, Collection<String>>> users = new ConcurrentHashMap<>();
    volatile FakeAm.Kind kind;
    volatile boolean touchable = true;
    volatile String domains = "[]";
    /** Null when time stands still. */
    volatile @Nullable Clock clock;

    FakeAnswers(FakeAm.Kind kind) {
        this.kind = kind;
    }

    /** A session that is alive. */
    @Nullable
    FakeSession session(String token) {
        FakeSession session = sessions.get(token);
        Clock time = clock;
        return session == null || (time != null && session.hasEnded(time.instant())) ? null : session;
    }

    private void use(String token) {
        Clock time = clock;
        if (time != null) {
            Instant now = time.instant();
            sessions.computeIfPresent(token, (key, session) -> session.hasEnded(now) ? session : session.usedAt(now));
        }
    }

    FakeReply to(FakeCall call) {
        FakeReply reply = answer(call);
        Clock time = clock;
        return time == null
                ? reply
                : reply.with(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                time.instant().atZone(ZoneOffset.UTC)));
    }

    private FakeReply answer(FakeCall call) {
        String path = call.target().replaceFirst("\\?.*", "");
        if (!path.startsWith("/am/json/")) {
            return NOT_FOUND;
        }
        if (call.header("X-Requested-With").isEmpty()
                || call.header("Accept-API-Version").isEmpty()) {
            return FORBIDDEN;
        }
        if (path.endsWith("/serverinfo/*")) {
            return json("{\"_id\":\"*\",\"domains\":" + domains + ",\"cookieName\":\"" + FakeAm.COOKIE
                    + "\",\"secureCookie\":true,\"realm\":\"/\",\"forgotPassword\":\"false\"}");
        }
        if (path.endsWith("/sessions/")) {
            return session(call);
        }
        FakeSession caller = session(call.header(FakeAm.COOKIE));
        if (caller == null) {
            return UNAUTHORIZED;
        }
        if (path.endsWith("/users") && call.target().endsWith("?_action=idFromSession")) {
            return json(caller.idFromSession().toString());
        }
        return user(path, call.target().replaceFirst(".*_fields=", ""));
    }

    private FakeReply session(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        if (token.startsWith(FakeAm.UNDECODABLE)) {
            return BROKEN;
        }
        if (!kind.isPing()) {
            if (session(token) == null) {
                return UNAUTHORIZED;
            }
            // whatever is asked
            use(token);
        }
        if (!kind.speaks(call.version())) {
            return kind.isPing() ? FakeReply.json(404, "") : NOT_FOUND;
        }
        if (kind.isPing()) {
            try (var reader = Json.createReader(new StringReader(call.body()))) {
                token = reader.readObject().getString("tokenId", token);
            }
        }
        String action = call.target().replaceFirst(".*_action=", "");
        if (action.equals("getSessionInfoAndResetIdleTime") || action.equals("refresh")) {
            if (!kind.isPing() || (kind == FakeAm.Kind.FORGEROCK && !action.equals("refresh"))) {
                return NOT_IMPLEMENTED;
            }
            if (!touchable) {
                return FORBIDDEN;
            }
            use(token);
        }
        FakeSession session = session(token);
        if (session == null) {
            return UNAUTHORIZED;
        }
        boolean old = call.version().startsWith("1.");
        return switch (action) {
            case "refresh" -> json(session.refreshed().toString());
            case "getSessionInfo", "getSessionInfoAndResetIdleTime" ->
                old ? NOT_IMPLEMENTED : json(session.info(kind).toString());
            case "validate" -> old ? json(session.validated().toString()) : NOT_IMPLEMENTED;
            case "getSessionProperties" -> json(session.shown().toString());
            case "logout" -> {
                sessions.remove(token);
                yield json("{\"result\":\"Successfully logged out\"}");
            }
            default -> NOT_IMPLEMENTED;
        };
    }

    private FakeReply user(String path, String field) {
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        Map<String, Collection<String>> attributes = users.get(name);
        if (attributes == null) {
            return NOT_FOUND;
        }
        JsonObjectBuilder user = Json.createObjectBuilder().add("username", name);
        String wanted = decoded(field);
        Collection<String> values = attributes.get(wanted);
        if (values != null) {
            user.add(wanted, Json.createArrayBuilder(List.copyOf(values)));
        }
        JsonObject answer = user.build();
        return json(answer.toString());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static FakeReply json(String body) {
        return FakeReply.json(200, body);
    }
}
