package org.journeyguard.journey;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/** A callback that asks for one of several options. */
public abstract class OptionCallback extends AnswerCallback<Integer> {
    private final List<String> options;
    private final String initial;

    /**
     * @param content as AM sends it
     * @param options AM's name of the output with the options
     * @param initial AM's name of the output with the position of the initial option
     */
    protected OptionCallback(JsonObject content, String options, String initial) {
        super(content, Json::createValue);
        this.options = texts(options);
        this.initial = initial;
    }

    /** Returns the options, in AM's order. */
    public final List<String> options() {
        return options;
    }

    /** Returns the position of the option that AM suggests; the first is 0. */
    public final int suggested() {
        return number(initial).intValue();
    }

    /**
     * Chooses an option by its position; the first is 0.
     *
     * @throws IllegalArgumentException if there is no such option
     */
    @Override
    public void set(Integer position) {
        if (position < 0 || position >= options.size()) {
            throw new IllegalArgumentException(
                    "There is no option at position " + position + "; there are " + options.size() + ", from 0 on");
        }
        super.set(position);
    }

    /**
     * Chooses an option by its text.
     *
     * @return whether there is such an option
     */
    public final boolean choose(String option) {
        int position = options.indexOf(option);
        if (position >= 0) {
            set(position);
        }
        return position >= 0;
    }
}
