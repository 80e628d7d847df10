package org.journeyguard.journey.callback;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.journeyguard.journey.AnswerCallback;

/** Asks for an identity provider, or for a sign-in at AM itself. */
public final class SelectIdpCallback extends AnswerCallback<String> {
    /**
     * @param content as AM sends it
     */
    public SelectIdpCallback(JsonObject content) {
        super(content, Json::createValue);
    }

    /** Returns the identity providers: each has its name as {@code provider}, and the looks of its button as {@code uiConfig}. */
    public List<JsonObject> providers() {
        return outputs().get("providers") instanceof JsonArray providers
                ? providers.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonValue::asJsonObject)
                        .toList()
                : List.of();
    }
}
