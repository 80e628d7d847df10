package org.journeyguard.journey;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.function.Function;

/**
 * A callback that asks for one value.
 *
 * @param <V> the type of the value
 */
public abstract class AnswerCallback<V> extends Callback {
    private final Function<? super V, ? extends JsonValue> form;

    /**
     * @param content as AM sends it
     * @param form converts the value to AM's form
     */
    protected AnswerCallback(JsonObject content, Function<? super V, ? extends JsonValue> form) {
        super(content);
        this.form = form;
    }

    /** Returns the text that asks for the value, in the language of the journey; empty if there is none. */
    public final String prompt() {
        return text("prompt");
    }

    /** Sets the value. */
    public void set(V value) {
        answer(0, form.apply(value));
    }

    @Override
    public boolean isSecret() {
        return false;
    }

    /** Returns AM's form of a Boolean. */
    protected static JsonValue json(boolean value) {
        return value ? JsonValue.TRUE : JsonValue.FALSE;
    }
}
