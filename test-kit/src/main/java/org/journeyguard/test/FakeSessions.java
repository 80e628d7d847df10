package org.journeyguard.test;

import jakarta.json.Json;
import java.io.StringReader;
import org.journeyguard.test.FakeAm.Kind;

/** The {@code sessions} endpoint of {@link FakeAm}. */
final class FakeSessions {
    private static final FakeReply BROKEN = FakeReply.json(500, "");
    private static final FakeReply NO_TOKEN =
            FakeReply.error(400, "Bad Request", "iPlanetDirectoryCookie not set on request");
    private static final FakeReply NO_SESSION = FakeReply.json(200, "{\"valid\":false}");

    private final FakeAnswers am;
    private final FakeDirectory directory;

    FakeSessions(FakeAnswers am, FakeDirectory directory) {
        this.am = am;
        this.directory = directory;
    }

    FakeReply answer(FakeCall call) {
        String token = call.header(FakeAm.COOKIE);
        String action = call.target().replaceFirst(".*_action=", "");
        boolean old = call.version().startsWith("1.");
        if (token.startsWith(FakeAm.UNDECODABLE)) {
            return BROKEN;
        }
        // these look at the session before they look at the version; of validate they want no session at all
        if (!am.kind.isPing() && !action.equals("validate") && am.session(token) == null && !directory.isAgent(token)) {
            return FakeAnswers.UNAUTHORIZED;
        }
        if (!am.kind.speaks(call.version())) {
            return unknownVersion(am.kind);
        }
        if (call.method().equals("GET")) {
            return directory.query(call);
        }
        if (action.equals("logoutByHandle")) {
            return directory.logoutByHandle(call);
        }
        if (action.equals("logoutByUser")) {
            return call.version().equals("5.1") ? directory.logoutByUser(call) : notImplemented(action);
        }
        if (am.kind.isPing()) {
            try (var reader = Json.createReader(new StringReader(call.body()))) {
                token = reader.readObject().getString("tokenId", token);
            }
        }
        boolean isTouch = action.equals("getSessionInfoAndResetIdleTime") || action.equals("refresh");
        if (isTouch && (!am.kind.isPing() || (am.kind == Kind.FORGEROCK && !action.equals("refresh")))) {
            return notImplemented(action);
        }
        if (isTouch && !am.touchable) {
            return FakeAnswers.FORBIDDEN;
        }
        if (isTouch || !am.kind.isPing()) {
            am.use(token);
        }
        FakeSession session = am.session(token);
        return switch (action) {
            case "getSessionInfo", "getSessionInfoAndResetIdleTime" -> {
                if (old) {
                    yield notImplemented(action);
                }
                yield session == null
                        ? deadSession(FakeAnswers.UNAUTHORIZED, NO_SESSION)
                        : FakeReply.json(session.info(am.kind));
            }
            case "refresh" -> session == null ? FakeAnswers.UNAUTHORIZED : FakeReply.json(session.refreshed());
            case "validate" -> {
                if (!old) {
                    yield notImplemented(action);
                }
                if (token.isEmpty()) {
                    yield NO_TOKEN;
                }
                yield session == null ? NO_SESSION : FakeReply.json(session.validated());
            }
            case "getSessionProperties" -> {
                if (old) {
                    yield notImplemented(action);
                }
                yield session == null ? FakeAnswers.UNAUTHORIZED : FakeReply.json(session.shown());
            }
            case "logout" -> {
                if (am.sessions.remove(token) == null) {
                    yield deadSession(
                            FakeAnswers.UNAUTHORIZED, FakeReply.json(200, "{\"result\":\"Token has expired\"}"));
                }
                yield FakeReply.json(am.hooked(Json.createObjectBuilder().add("result", "Successfully logged out"))
                        .build());
            }
            default -> FakeAnswers.FORBIDDEN;
        };
    }

    static FakeReply unknownVersion(Kind kind) {
        return switch (kind) {
            case LENIENT_PINGAM -> FakeReply.error(400, "Bad Request", "Resource version not supported");
            case PINGAM, PINGAM_NEXT, FORGEROCK -> FakeReply.json(404, "");
            default -> FakeAnswers.NOT_FOUND;
        };
    }

    private FakeReply deadSession(FakeReply unauthorized, FakeReply polite) {
        return am.kind == Kind.LENIENT_PINGAM ? polite : unauthorized;
    }

    private static FakeReply notImplemented(String action) {
        return FakeReply.error(501, "Not Implemented", "Action " + action + " not implemented for this resource");
    }
}
