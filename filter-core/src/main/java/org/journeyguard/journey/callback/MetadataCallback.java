package org.journeyguard.journey.callback;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.journeyguard.journey.Callback;

/** States data for the page. */
public final class MetadataCallback extends Callback {
    /**
     * @param content as AM sends it
     */
    public MetadataCallback(JsonObject content) {
        super(content);
    }

    /** Returns the data; empty if there is none. */
    public JsonObject data() {
        return outputs().get("data") instanceof JsonObject data ? data : JsonValue.EMPTY_JSON_OBJECT;
    }
}
