package org.journeyguard.journey;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/**
 * A policy with which a value did not comply.
 *
 * @param requirement AM's name of it, for example {@code MIN_LENGTH}
 * @param params for example {@code {"minLength": 8}}; empty if there are none
 */
public record FailedPolicy(String requirement, JsonObject params) {

    /** Reads what AM states: the text of a JSON object, or another text, which is then the requirement. */
    static FailedPolicy of(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject policy = reader.readObject();
            return new FailedPolicy(
                    policy.getString("policyRequirement", ""),
                    policy.get("params") instanceof JsonObject params ? params : JsonValue.EMPTY_JSON_OBJECT);
        } catch (JsonException e) {
            return new FailedPolicy(text, JsonValue.EMPTY_JSON_OBJECT);
        }
    }
}
