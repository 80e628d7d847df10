package org.journeyguard.test;

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
import org.journeyguard.test.FakeAm.Kind;
import org.jspecify.annotations.Nullable;

/** What an AM that is well answers, as recorded at OpenAM 16 and documented for PingAM. */
final class FakeAnswers {
    private static final FakeReply UNAUTHORIZED = error(401, "Unauthorized", "Access Denied");
    private static final FakeReply FORBIDDEN = error(403, "Forbidden", "Forbidden");
    private static final FakeReply NOT_FOUND = error(404, "Not Found", "Resource '' not found");
    private static final FakeReply BROKEN = FakeReply.json(500, "");
    private static final FakeReply NO_TOKEN = error(400, "Bad Request", "iPlanetDirectoryCookie not set on request");
    private static final FakeReply NO_SESSION = json("{\"valid\":false}");

    final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
    final Map<String, Map<String, Collection<String>>> users = new ConcurrentHashMap<>();
    /** When sessions began, by SSO token. */
    final Map<String, Instant> beginnings = new ConcurrentHashMap<>();

    private final FakeOAuth oauth;
    private final FakeDirectory directory = new FakeDirectory(this);
    private final FakeNotifications notifications = new FakeNotifications(directory);
    volatile Kind kind;
    volatile boolean touchable = true;
    volatile String domains = "[]";
    /** Null when time stands still. */
    volatile @Nullable Clock clock;

    FakeAnswers(Kind kind, FakeProvider provider) {
        this.kind = kind;
        this.oauth = new FakeOAuth(this, provider);
    }

    FakeNotifications notifications() {
        return notifications;
    }

    FakeDirectory directory() {
        return directory;
    }

    FakeOAuth oauth() {
        return oauth;
    }

    /** What time it is here. */
    Instant now() {
        Clock time = clock;
        return time == null ? ManualTime.START : time.instant();
    }

    /** When a session began. */
    Instant signedInAt(String token) {
        return beginnings.getOrDefault(token, now());
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
        String path = call.path();
        if (path.equals("/am/notifications")) {
            return notifications.handshake(call);
        }
        if (FakeOAuth.isFor(path)) {
            return oauth.to(call);
        }
        if (!path.startsWith("/am/json/")) {
            return NOT_FOUND;
        }
        // PingAM's filter wants a header that no page can make a browser send
        if (kind.isPing()
                && !call.method().equals("GET")
                && call.header("X-Requested-With").isEmpty()
                && call.header("Accept-API-Version").isEmpty()) {
            return FORBIDDEN;
        }
        if (path.endsWith("/serverinfo/*")) {
            return serverInfo(call);
        }
        if (path.endsWith("/authenticate")) {
            return directory.authenticate(call);
        }
        FakeReply reply = path.endsWith("/sessions/") || path.endsWith("/sessions") ? session(call) : user(call, path);
        return reply.status() == 200 ? reply.with("Content-API-Version", "resource=" + call.version()) : reply;
    }

    private FakeReply serverInfo(FakeCall call) {
        if (!List.of("1.0", "1.1").contains(call.version())) {
            return unknownVersion();
        }
        return json("{\"_id\":\"*\",\"domains\":" + domains + ",\"cookieName\":\"" + FakeAm.COOKIE
                + "\",\"secureCookie\":false,\"realm\":\"/\",\"forgotPassword\":\"false\"}");
    }

    private FakeReply session(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        String action = call.target().replaceFirst(".*_action=", "");
        boolean old = call.version().startsWith("1.");
        if (token.startsWith(FakeAm.UNDECODABLE)) {
            return BROKEN;
        }
        // these look at the session before they look at the version; of validate they want no session at all
        if (!kind.isPing() && !action.equals("validate") && session(token) == null && !directory.isAgent(token)) {
            return UNAUTHORIZED;
        }
        if (!kind.speaks(call.version())) {
            return unknownVersion();
        }
        if (call.method().equals("GET")) {
            return directory.isAgent(token) ? directory.query(call) : session(token) == null ? UNAUTHORIZED : FORBIDDEN;
        }
        if (action.equals("logoutByHandle")) {
            return directory.isAgent(token) ? directory.logoutByHandle(call) : UNAUTHORIZED;
        }
        if (action.equals("logoutByUser")) {
            return call.version().equals("5.1") ? directory.logoutByUser(call) : notImplemented(action);
        }
        if (kind.isPing()) {
            try (var reader = Json.createReader(new StringReader(call.body()))) {
                token = reader.readObject().getString("tokenId", token);
            }
        }
        boolean isTouch = action.equals("getSessionInfoAndResetIdleTime") || action.equals("refresh");
        if (isTouch && (!kind.isPing() || (kind == Kind.FORGEROCK && !action.equals("refresh")))) {
            return notImplemented(action);
        }
        if (isTouch && !touchable) {
            return FORBIDDEN;
        }
        if (isTouch || !kind.isPing()) {
            use(token);
        }
        FakeSession session = session(token);
        return switch (action) {
            case "getSessionInfo", "getSessionInfoAndResetIdleTime" -> {
                if (old) {
                    yield notImplemented(action);
                }
                yield session == null ? deadSession(UNAUTHORIZED, NO_SESSION) : json(session.info(kind));
            }
            case "refresh" -> session == null ? UNAUTHORIZED : json(session.refreshed());
            case "validate" -> {
                if (!old) {
                    yield notImplemented(action);
                }
                if (token.isEmpty()) {
                    yield NO_TOKEN;
                }
                yield session == null ? NO_SESSION : json(session.validated());
            }
            case "getSessionProperties" -> {
                if (old) {
                    yield notImplemented(action);
                }
                yield session == null ? UNAUTHORIZED : json(session.shown());
            }
            case "logout" -> {
                if (sessions.remove(token) == null) {
                    yield deadSession(UNAUTHORIZED, json("{\"result\":\"Token has expired\"}"));
                }
                yield json("{\"result\":\"Successfully logged out\"}");
            }
            default -> FORBIDDEN;
        };
    }

    private FakeReply unknownVersion() {
        return switch (kind) {
            case POLITE_PINGAM -> error(400, "Bad Request", "Resource version not supported");
            case PINGAM, PINGAM_NEXT, FORGEROCK -> FakeReply.json(404, "");
            default -> NOT_FOUND;
        };
    }

    private FakeReply deadSession(FakeReply unauthorized, FakeReply polite) {
        return kind == Kind.POLITE_PINGAM ? polite : unauthorized;
    }

    private FakeReply user(FakeCall call, String path) {
        FakeSession caller = sessions.get(call.header(FakeAm.COOKIE));
        if (caller == null) {
            return UNAUTHORIZED;
        }
        if (path.endsWith("/users") && call.target().endsWith("?_action=idFromSession")) {
            return json(caller.idFromSession());
        }
        String name = decoded(path.substring(path.lastIndexOf('/') + 1));
        Map<String, Collection<String>> attributes = users.get(name);
        if (attributes == null || (kind.isPing() && !name.equals(caller.user()))) {
            return FORBIDDEN;
        }
        JsonObjectBuilder user = Json.createObjectBuilder().add("username", name);
        String wanted = decoded(call.target().replaceFirst(".*_fields=", ""));
        Collection<String> values = attributes.get(wanted);
        if (values != null) {
            user.add(wanted, Json.createArrayBuilder(List.copyOf(values)));
        }
        return json(user.build());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static FakeReply notImplemented(String action) {
        return error(501, "Not Implemented", "Action " + action + " not implemented for this resource");
    }

    private static FakeReply error(int code, String reason, String message) {
        return FakeReply.json(
                code, "{\"code\":" + code + ",\"reason\":\"" + reason + "\",\"message\":\"" + message + "\"}");
    }

    private static FakeReply json(JsonObject body) {
        return json(body.toString());
    }

    private static FakeReply json(String body) {
        return FakeReply.json(200, body);
    }
}
