package org.journeyguard.journey;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question or message of AM within a step of a journey. This class represents every type, including those that have no class of their
 * own: {@link #outputs()} is what AM states, and {@link #inputs()} is what it expects. An input that is not set is sent back as it came.
 * Not thread-safe. {@code toString()} shows no input.
 *
 * @see "PingAM 8, Authentication guide: Supported callbacks"
 */
public class Callback {
    private static final String VALUE = "value";

    private final JsonObject content;
    private final Map<String, JsonValue> outputs;
    private final Map<String, JsonValue> inputs;
    private boolean isAnswered;

    /**
     * @param content as AM sends it: {@code {"type": …, "output": [{"name": …, "value": …}], "input": [{"name": …, "value": …}]}}
     */
    public Callback(JsonObject content) {
        this.content = content;
        this.outputs = Collections.unmodifiableMap(fields("output"));
        this.inputs = fields("input");
    }

    /** Returns AM's name of the type, for example {@code NameCallback}. */
    public final String type() {
        return content.getString("type", "");
    }

    /** Returns what AM states, by AM's names and in its order. */
    public final Map<String, JsonValue> outputs() {
        return outputs;
    }

    /** Returns what is sent back, by AM's names and in its order. May contain secrets. */
    public final Map<String, JsonValue> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    /**
     * Sets an input.
     *
     * @param name one of {@link #inputs()}
     * @throws IllegalArgumentException if AM expects no such input
     */
    public final void setInput(String name, JsonValue value) {
        if (!inputs.containsKey(name)) {
            throw new IllegalArgumentException(type() + " has no input of this name; it has " + inputs.keySet());
        }
        inputs.put(name, value);
        isAnswered = true;
    }

    /**
     * Whether the inputs must not be stored or typed again on the user's behalf: passwords, answers to security questions, and everything
     * of unknown types.
     */
    public boolean isSecret() {
        return true;
    }

    /** Returns the callback as it is sent back to AM. May contain secrets. */
    public final JsonObject toJson() {
        if (!isAnswered) {
            return content;
        }
        JsonArrayBuilder fields = Json.createArrayBuilder();
        for (JsonValue each : array("input")) {
            String name = name(each);
            fields.add(
                    name == null
                            ? each
                            : Json.createObjectBuilder(each.asJsonObject())
                                    .add(VALUE, inputs.getOrDefault(name, JsonValue.NULL))
                                    .build());
        }
        return Json.createObjectBuilder(content).add("input", fields).build();
    }

    /** Sets the input at a position; has no effect if AM expects none there. */
    protected final void answer(int position, JsonValue value) {
        List<String> names = List.copyOf(inputs.keySet());
        if (position < names.size()) {
            setInput(names.get(position), value);
        }
    }

    /** Returns an output as text; empty if AM does not state it. */
    protected final String text(String output) {
        JsonValue value = outputs.getOrDefault(output, JsonValue.NULL);
        if (value instanceof JsonString string) {
            return string.getString();
        }
        return value.equals(JsonValue.NULL) ? "" : value.toString();
    }

    /** Returns whether an output is true; false if AM does not state it. */
    protected final boolean isTrue(String output) {
        return text(output).equals("true");
    }

    /** Returns an output as a number, which AM may write as text; 0 if AM states none. */
    protected final BigDecimal number(String output) {
        if (outputs.get(output) instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        try {
            return new BigDecimal(text(output));
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    /** Returns the texts of an output that is a list; empty if AM states none. */
    protected final List<String> texts(String output) {
        List<String> texts = new ArrayList<>();
        if (outputs.get(output) instanceof JsonArray array) {
            array.forEach(each -> texts.add(each instanceof JsonString text ? text.getString() : each.toString()));
        }
        return List.copyOf(texts);
    }

    private Map<String, JsonValue> fields(String member) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        for (JsonValue each : array(member)) {
            String name = name(each);
            if (name != null) {
                fields.put(name, each.asJsonObject().getOrDefault(VALUE, JsonValue.NULL));
            }
        }
        return fields;
    }

    private JsonArray array(String member) {
        return content.get(member) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    }

    private static @Nullable String name(JsonValue field) {
        return field instanceof JsonObject object && object.get("name") instanceof JsonString name
                ? name.getString()
                : null;
    }

    @Override
    public final String toString() {
        return type() + inputs.keySet();
    }
}
