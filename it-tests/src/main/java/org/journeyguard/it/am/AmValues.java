package org.journeyguard.it.am;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** Builds settings in the form that AM's REST API expects. */
final class AmValues {
    private AmValues() {}

    static JsonObject with(JsonObject base, Map<String, JsonValue> changes) {
        JsonObjectBuilder builder = Json.createObjectBuilder(base);
        changes.forEach(builder::add);
        return builder.build();
    }

    static JsonArray array(String... values) {
        return Json.createArrayBuilder(List.of(values)).build();
    }

    /** AM's older lists carry their index in each element. */
    static JsonArray indexed(String... values) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (int i = 0; i < values.length; i++) {
            list.add("[" + i + "]=" + values[i]);
        }
        return list.build();
    }
}
