package org.journeyguard.internal.am.notification;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.JsonDepth;

/**
 * Reads what AM's notification socket says. Whatever it does not know is {@link Event.Other}, never a failure.
 *
 * @see "OpenAM 16: body with tokenId; PingAM: sessionuid, which is SHA-256 of the token in base64"
 */
final class NotificationReader {
    private static final String SESSIONS = "/agent/session";
    private static final String POLICIES = "/agent/policy";
    private static final String ID_OF_POLICIES = "2";

    /** Subscribes to sessions that end. */
    static final String SUBSCRIPTION = subscription("1", SESSIONS);
    /** Subscribes to changes of policies. */
    static final String POLICY_SUBSCRIPTION = subscription(ID_OF_POLICIES, POLICIES);

    private static final Set<String> ENDS = Set.of("LOGOUT", "DESTROY", "IDLE_TIMEOUT", "MAX_TIMEOUT");

    private final JsonReaderFactory json = Json.createReaderFactory(Map.of());

    /** What a message says. */
    sealed interface Event {
        /** AM will tell of sessions. */
        record Subscribed() implements Event {}

        /** AM will not. */
        record Declined() implements Event {}

        /** AM will tell of policies. */
        record SubscribedToPolicies() implements Event {}

        /** AM will not tell of policies. */
        record PoliciesDeclined() implements Event {}

        /**
         * A policy has changed.
         *
         * @param policySet its policy set; empty if AM does not say
         */
        record PolicyChanged(String policySet) implements Event {}

        /**
         * A session has ended.
         *
         * @param session its digest, or SHA-256 of its token where AM tells no more
         */
        record Ended(TokenDigest session) implements Event {}

        /** Nothing that matters here. */
        record Other() implements Event {}
    }

    private static String subscription(String id, String topic) {
        return "{\"id\":\"" + id + "\",\"action\":\"subscribe\",\"topic\":\"" + topic + "\"}";
    }

    Event read(String message) {
        if (!JsonDepth.isSoundObject(message)) {
            return new Event.Other();
        }
        try (JsonReader reader = json.createReader(new StringReader(message))) {
            return event(reader.readObject());
        } catch (RuntimeException e) {
            // a message that is no JSON object
            return new Event.Other();
        }
    }

    private static Event event(JsonObject message) {
        if (message.containsKey("error")) {
            return text(message, "id").equals(ID_OF_POLICIES) ? new Event.PoliciesDeclined() : new Event.Declined();
        }
        return switch (text(message, "topic")) {
            case SESSIONS -> ofSessions(message);
            case POLICIES -> ofPolicies(message);
            default -> new Event.Other();
        };
    }

    private static Event ofPolicies(JsonObject message) {
        if (message.get("body") instanceof JsonObject body) {
            return new Event.PolicyChanged(text(body, "policySet"));
        }
        return text(message, "message").isEmpty() ? new Event.Other() : new Event.SubscribedToPolicies();
    }

    private static Event ofSessions(JsonObject message) {
        if (message.get("body") instanceof JsonObject body) {
            Optional<TokenDigest> session = ENDS.contains(text(body, "eventType")) ? session(body) : Optional.empty();
            return session.<Event>map(Event.Ended::new).orElseGet(Event.Other::new);
        }
        return text(message, "message").isEmpty() ? new Event.Other() : new Event.Subscribed();
    }

    private static Optional<TokenDigest> session(JsonObject body) {
        String token = text(body, "tokenId");
        if (token.isEmpty()) {
            return digest(text(body, "sessionuid"));
        }
        return Optional.of(SsoToken.isWellFormed(token) ? new SsoToken(token).digest() : TokenDigest.of(token));
    }

    private static Optional<TokenDigest> digest(String base64) {
        try {
            byte[] sha256 = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
            return Optional.of(TokenDigest.ofSha256(sha256));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonString text ? text.getString() : "";
    }
}
