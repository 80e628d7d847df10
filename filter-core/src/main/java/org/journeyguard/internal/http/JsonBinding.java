package org.journeyguard.internal.http;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of requests and responses. */
final class JsonBinding implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(JsonBinding.class.getName());

    private final Jsonb jsonb = JsonbBuilder.create();

    /** Reads a JSON object; null when the text is not one, or not the one that was expected. */
    <T> @Nullable T parse(String text, Class<T> type) {
        // As a whole first: binding takes the last of two members of one name, skips those that it does not know, and
        // Parsson skips for ever where the text ends in one.
        if (!JsonDepth.isSoundObject(text)) {
            LOG.log(System.Logger.Level.DEBUG, "AM''s response is no JSON object, or has two members of one name");
            return null;
        }
        try {
            return jsonb.fromJson(text, type);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "AM''s response is not the expected JSON: {0}", e.getClass());
            return null;
        }
    }

    /** Writes an object. */
    String object(Map<String, ?> members) {
        return jsonb.toJson(members);
    }

    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "The JSON binding does not close", e);
        }
    }
}
