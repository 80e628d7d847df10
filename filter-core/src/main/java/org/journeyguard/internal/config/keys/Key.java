package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configuration key with its type, default, example and text. It validates its own value; rules for several keys are checked where they
 * are read. Durations are ISO-8601; lists are comma-separated, and whitespace around elements is ignored.
 *
 * @param <T> the type of the value
 */
public final class Key<T> {
    private static final Duration LONGEST = Duration.ofDays(366);

    private final String key;
    private final Function<String, T> parser;
    private final @Nullable String defaultValue;
    private final String example;
    private final String text;

    private Key(String key, Function<String, T> parser, @Nullable String defaultValue, String example, String text) {
        this.key = key;
        this.parser = parser;
        this.defaultValue = defaultValue;
        this.example = example;
        this.text = text;
    }

    /** Creates a key for any text; also for lists, URLs and patterns, which have their own readers. */
    static Key<String> text(String key) {
        return new Key<>(key, Function.identity(), null, "", "");
    }

    /** Creates a key for a positive integer. */
    static Key<Integer> number(String key) {
        return new Key<>(key, Key::parseNumber, null, "", "");
    }

    /** Creates a key for a positive duration of at most a year. */
    static Key<Duration> duration(String key) {
        return new Key<>(key, text -> parseDuration(text, false), null, "", "");
    }

    /** Creates a key for a duration of at most a year, or zero. */
    static Key<Duration> durationOrZero(String key) {
        return new Key<>(key, text -> parseDuration(text, true), null, "", "");
    }

    /** Creates a key for one of several words with their values. */
    static <T> Key<T> choice(String key, Map<String, T> meanings) {
        return new Key<>(key, text -> parseChoice(text, meanings), null, "", "");
    }

    private static int parseNumber(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // rejected below
        }
        throw new IllegalArgumentException("a positive integer");
    }

    private static Duration parseDuration(String text, boolean allowsZero) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("an ISO-8601 duration such as PT30S", e);
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("at most a year");
        }
        if (duration.isNegative() || (duration.isZero() && !allowsZero)) {
            throw new IllegalArgumentException(
                    allowsZero ? "zero or a positive duration such as PT30S" : "a positive duration such as PT30S");
        }
        return duration;
    }

    private static <T> T parseChoice(String text, Map<String, T> meanings) {
        T meaning = meanings.get(text);
        if (meaning == null) {
            throw new IllegalArgumentException("one of " + String.join(", ", new TreeSet<>(meanings.keySet())));
        }
        return meaning;
    }

    /** Returns a copy with a default. */
    Key<T> orElse(String value) {
        return new Key<>(key, parser, value, example, text);
    }

    /** Returns a copy with an example. */
    Key<T> example(String value) {
        return new Key<>(key, parser, defaultValue, value, text);
    }

    /** Returns a copy with a text for its documentation. */
    Key<T> says(String value) {
        return new Key<>(key, parser, defaultValue, example, value);
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if it is not valid; the message says what is expected
     */
    public T parse(String value) {
        return parser.apply(value);
    }

    /** Returns the key as written in a configuration. */
    public String key() {
        return key;
    }

    /** Returns the default as written in a configuration; null for none. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** Returns a valid value. */
    public String example() {
        return example;
    }

    /** Returns the description of the key. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return key;
    }
}
