package org.journeyguard.am;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.journeyguard.am.FakeAm.Kind;

/** What an AM that is well answers, as recorded at OpenAM 16 and documented for PingAM. */
final class FakeAnswers {
    private static final FakeReply UNAUTHORIZED = error(401, "Unauthorized", "Access Denied");
    private static final FakeReply FORBIDDEN = error(403, "Forbidden", "Forbidden");
    private static final FakeReply NOT_FOUND = error(404, "Not Found", "Resource '' not found");
    private static final FakeReply BROKEN = error(500, "Internal Server Error", "Bad token");
    private static final FakeReply NO_TOKEN = error(400, "Bad Request", "iPlanetDirectoryCookie not set on request");
    private static final FakeReply NO_SESSION = json("{\"valid\":false}");

    final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
    final Map<String, Map<String, Collection<String>>> users = new ConcurrentHashMap<>();
    volatile Kind kind;
    volatile String domains = "[]";

    FakeAnswers(Kind kind) {
        this.kind = kind;
    }

    FakeReply to(FakeCall call) {
        String path = call.target().replaceFirst("\\?.*", "");
        if (!path.startsWith("/am/json/")) {
            return NOT_FOUND;
        }
        if (kind.mindsForgery()
                && !call.method().equals("GET")
                && call.header("X-Requested-With").isEmpty()
                && call.header("Accept-API-Version").isEmpty()) {
            return FORBIDDEN;
        }
        if (path.endsWith("/serverinfo/*")) {
            return serverInfo(call);
        }
        FakeReply reply = path.endsWith("/sessions/") ? session(call) : user(call, path);
        return reply.status() == 200 ? reply.with("Content-API-Version", "resource=" + call.version()) : reply;
    }

    private FakeReply serverInfo(FakeCall call) {
        if (!List.of("1.0", "1.1").contains(call.version())) {
            return kind.unknownVersion(NOT_FOUND);
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
        if (!kind.isPing() && !action.equals("validate") && !sessions.containsKey(token)) {
            return UNAUTHORIZED;
        }
        if (!kind.speaks(call.version())) {
            return kind.unknownVersion(NOT_FOUND);
        }
        if (kind.isPing()) {
            try (var reader = Json.createReader(new StringReader(call.body()))) {
                token = reader.readObject().getString("tokenId", token);
            }
        }
        FakeSession session = sessions.get(token);
        return switch (action) {
            case "getSessionInfo" -> {
                if (old) {
                    yield notImplemented(action);
                }
                yield session == null ? kind.deadSession(UNAUTHORIZED, NO_SESSION) : json(session.info(kind));
            }
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
                    yield kind.deadSession(UNAUTHORIZED, json("{\"result\":\"Token has expired\"}"));
                }
                yield json("{\"result\":\"Successfully logged out\"}");
            }
            default -> notImplemented(action);
        };
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
        if (!name.equals(caller.user()) || attributes == null) {
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
