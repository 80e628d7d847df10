package org.journeyguard.internal.page;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.journeyguard.internal.response.ResponseFormat;

/** Steps as JSON, for single-page applications: AM's callbacks, but never its {@code authId}. */
final class StepJson {
    private static final String PARAMETERS = "parameters";
    private static final String CALLBACKS = "callbacks";

    private StepJson() {}

    /**
     * An answer to a step.
     *
     * @param step its id
     * @param token of the step
     * @param callbacks in AM's form
     * @param parameters from an identity provider
     */
    record Answer(String step, String token, JsonArray callbacks, Map<String, String> parameters) {
        /** Copies the parameters. */
        Answer {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String toString() {
            return "Answer(" + step + ")";
        }
    }

    /** Reads an answer; empty if it is none. */
    static Optional<Answer> read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            Map<String, String> parameters = new HashMap<>();
            if (json.get(PARAMETERS) instanceof JsonObject sent) {
                sent.forEach((name, value) -> {
                    if (value instanceof JsonString string) {
                        parameters.put(name, string.getString());
                    }
                });
            }
            return Optional.of(new Answer(
                    json.getString(StepPage.STEP, ""),
                    json.getString(StepPage.TOKEN, ""),
                    json.get(CALLBACKS) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY,
                    parameters));
        } catch (RuntimeException e) {
            // not only JsonException: nested too deeply, for example
            return Optional.empty();
        }
    }

    /** Returns a step. */
    static FilterResponse of(StepOutcome.Asked asked, ResponseFormat to) {
        JsonArrayBuilder callbacks = Json.createArrayBuilder();
        asked.prompt().callbacks().forEach(each -> callbacks.add(each.toJson()));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(StepPage.STEP, asked.key().id())
                .add(StepPage.TOKEN, asked.key().token(""));
        asked.prompt().stage().ifPresent(text -> json.add("stage", text));
        asked.prompt().header().ifPresent(text -> json.add("header", text));
        asked.prompt().description().ifPresent(text -> json.add("description", text));
        return response(200, json.add(CALLBACKS, callbacks), to);
    }

    /**
     * Returns that the user is signed in.
     *
     * @param location the URL that they wanted
     */
    static FilterResponse signedIn(String location, ResponseFormat to) {
        return response(200, Json.createObjectBuilder().add("location", location), to);
    }

    /** Returns why AM has refused. */
    static FilterResponse of(StepOutcome.Refused refused, ResponseFormat to) {
        JsonObjectBuilder failure =
                Json.createObjectBuilder().add("code", refused.code()).add("message", refused.message());
        return response(200, Json.createObjectBuilder().add("failure", failure), to);
    }

    private static FilterResponse response(int status, JsonObjectBuilder json, ResponseFormat to) {
        Map<String, String> headers = FilterResponses.neverStored();
        headers.put("Content-Language", to.words().language().toLanguageTag());
        return new FilterResponse(
                status, headers, "application/json", json.build().toString());
    }
}
