package org.journeyguard.test;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code authenticate} endpoint of {@link FakeAm}, as recorded at OpenAM 16 and documented for PingAM 8. */
final class FakeJourneys {
    private static final FakeReply UNKNOWN = FakeReply.error(400, "Bad Request", "No Configuration found");
    private static final Pattern LEVEL = Pattern.compile("AuthLevelConditionAdvice.*<Value>(\\d+)</Value>");

    private final FakeAnswers answers;
    private final List<FakeJourney> journeys = new CopyOnWriteArrayList<>();
    private final Map<String, Visit> visits = new ConcurrentHashMap<>();
    private final AtomicInteger authIds = new AtomicInteger();

    /** Where a user is in a journey, and what they have typed so far, by the type of its callback. */
    private record Visit(
            FakeJourney journey,
            int page,
            Map<String, String> typed,
            @Nullable FakeSession present) {}

    FakeJourneys(FakeAnswers answers) {
        this.answers = answers;
    }

    FakeJourney create(String name) {
        FakeJourney journey = new FakeJourney(
                name,
                () -> visits.values().removeIf(visit -> visit.journey().name().equals(name)));
        journeys.removeIf(each -> each.name().equals(name));
        journeys.add(journey);
        return journey;
    }

    FakeReply answer(FakeCall call) {
        if (!List.of("2.0", "2.1").contains(call.version())) {
            return FakeReply.json(404, "");
        }
        JsonObject body = read(call.body());
        String authId = body.getString("authId", "");
        return authId.isEmpty() ? start(call) : next(call, authId, body.getJsonArray("callbacks"));
    }

    private FakeReply start(FakeCall call) {
        String suspendedId = call.parameter("suspendedId");
        if (!suspendedId.isEmpty()) {
            Visit suspended = visits.remove(suspendedId);
            return suspended == null
                    ? failure("SuspendedAuthSessionException: Token not found. It may have expired.", "")
                    : advance(call, suspended);
        }
        FakeJourney journey = journeys.stream()
                .filter(each -> call.path().equals("/am/json" + FakeProvider.path(each.realm()) + "/authenticate"))
                .filter(each -> isMeant(each, call))
                .findFirst()
                .orElse(null);
        if (journey == null) {
            return UNKNOWN;
        }
        FakeSession present = present(call);
        return present != null
                        && call.parameter("ForceAuth").isEmpty()
                        && Integer.parseInt(present.properties().getOrDefault("AuthLevel", "0")) >= journey.level()
                ? success(journey, present.token())
                : show(new Visit(journey, 0, Map.of(), present));
    }

    private static boolean isMeant(FakeJourney journey, FakeCall call) {
        String value = call.parameter("authIndexValue");
        Matcher level = LEVEL.matcher(value);
        return switch (call.parameter("authIndexType")) {
            case "service" -> journey.name().equals(value);
            case "composite_advice" -> level.find() && journey.level() >= Integer.parseInt(level.group(1));
            default -> true;
        };
    }

    /** OpenAM upgrades the session that a parameter names, and PingAM that of the cookie. */
    private @Nullable FakeSession present(FakeCall call) {
        String cookie = call.header("Cookie").replaceFirst(".*" + FakeAm.COOKIE + "=([^;]*).*", "$1");
        return answers.session(answers.kind.isPing() ? cookie : call.parameter("sessionUpgradeSSOTokenId"));
    }

    private FakeReply next(FakeCall call, String authId, JsonArray callbacks) {
        Visit visit = visits.remove(authId);
        if (visit == null) {
            return answers.kind.isPing()
                    ? failure("Session has timed out", "110")
                    : FakeReply.error(408, "Request Time-out", "Session has timed out");
        }
        Map<String, String> typed = new HashMap<>(visit.typed());
        JsonArray sent = visit.journey().callbacks(visit.page());
        if (callbacks.size() != sent.size()) {
            return FakeReply.error(400, "Bad Request", "Callbacks are missing");
        }
        for (int i = 0; i < sent.size(); i++) {
            JsonObject callback = callbacks.getJsonObject(i);
            if (!withoutInput(callback).equals(withoutInput(sent.getJsonObject(i)))) {
                return FakeReply.error(400, "Bad Request", "A callback has changed on its way");
            }
            typed.put(callback.getString("type"), firstInput(callback));
        }
        boolean isSuspended = sent.toString().contains("SuspendedTextOutputCallback");
        Visit answered = new Visit(visit.journey(), visit.page(), typed, visit.present());
        return isSuspended ? show(answered) : advance(call, answered);
    }

    private FakeReply advance(FakeCall call, Visit visit) {
        int page = visit.page() + 1;
        return page < visit.journey().size()
                ? show(new Visit(visit.journey(), page, visit.typed(), visit.present()))
                : end(call, visit);
    }

    private FakeReply show(Visit visit) {
        String authId = "eyJ0eXAiOiJKV1QifQ.auth" + authIds.incrementAndGet() + ".c2lnbmF0dXJl";
        visits.put(authId, visit);
        JsonObject page = visit.journey().page(visit.page(), authId);
        if (page.toString().contains("SuspendedTextOutputCallback")) {
            visits.put(visit.journey().name(), visit);
        }
        return FakeReply.json(page).with("Content-API-Version", "resource=2.1");
    }

    private FakeReply end(FakeCall call, Visit visit) {
        FakeJourney journey = visit.journey();
        FakeSession present = visit.present();
        String user = visit.typed().getOrDefault("NameCallback", present == null ? "demo" : present.user());
        boolean wasLocked = journey.isLocked(user);
        if (wasLocked || !journey.accepts(user, visit.typed().getOrDefault("PasswordCallback", ""))) {
            if (answers.kind.isPing()) {
                return failure(wasLocked ? "User Locked Out." : "Login failure", "");
            }
            // OpenAM says so at once
            String message = journey.isLocked(user) ? "Your account has been locked." : "Authentication Failed";
            return FakeReply.error(401, "Unauthorized", message);
        }
        if (call.parameter("noSession").equals("true")) {
            return success(journey, null);
        }
        if (present != null && !present.user().equals(user)) {
            return FakeReply.error(
                    400,
                    "Bad Request",
                    "Session Upgrade fails since user is different than original authenticated user");
        }
        FakeSession session = answers.newSession(user, journey.endsIn());
        answers.begin(session.signedInWith(journey.name(), journey.level(), session.token()));
        if (present != null) {
            answers.sessions.remove(present.token());
        }
        return success(journey, session.token());
    }

    private static FakeReply success(FakeJourney journey, @Nullable String token) {
        JsonObjectBuilder success = Json.createObjectBuilder();
        return FakeReply.json(
                (token == null ? success.add("message", "Authentication Successful") : success.add("tokenId", token))
                        .add("successUrl", "/am/console")
                        .add("realm", journey.endsIn())
                        .build());
    }

    private static FakeReply failure(String message, String errorCode) {
        JsonObjectBuilder detail = Json.createObjectBuilder();
        return FakeReply.json(
                401,
                Json.createObjectBuilder()
                        .add("code", 401)
                        .add("reason", "Unauthorized")
                        .add("message", message)
                        .add(
                                "detail",
                                errorCode.isEmpty() ? detail.add("failureUrl", "") : detail.add("errorCode", errorCode))
                        .build()
                        .toString());
    }

    private static JsonObject withoutInput(JsonObject callback) {
        return Json.createObjectBuilder(callback).remove("input").build();
    }

    private static String firstInput(JsonObject callback) {
        JsonArray inputs = callback.getJsonArray("input");
        JsonValue value = inputs == null || inputs.isEmpty()
                ? JsonValue.NULL
                : inputs.getJsonObject(0).get("value");
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    private static JsonObject read(String body) {
        try (var reader = Json.createReader(new StringReader(body.isEmpty() ? "{}" : body))) {
            return reader.readObject();
        }
    }
}
