package org.journeyguard.internal.guard.settings;

import java.util.function.Function;
import java.util.function.Predicate;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;

/**
 * A condition that settings may meet.
 *
 * @param holds whether settings meet it
 * @param words describes it, for example as {@code journey.login is oidc}
 */
record Condition(Predicate<Settings> holds, Function<Settings, String> words) {
    static Condition isSet(Key<?> key) {
        return new Condition(settings -> settings.isSet(key), settings -> key + " is set");
    }

    static Condition isMissing(Key<?> key) {
        return new Condition(settings -> !settings.isSet(key), settings -> key + " is missing");
    }

    static <T> Condition is(Key<T> key, T value) {
        return new Condition(
                settings -> settings.get(key).equals(value), settings -> key + " is " + settings.text(key));
    }

    static <T> Condition isNot(Key<T> key, T value) {
        Condition is = is(key, value);
        return new Condition(is.holds.negate(), is.words);
    }

    /** Returns the condition that this one and another hold. */
    Condition and(Condition other) {
        return new Condition(
                holds.and(other.holds), settings -> words.apply(settings) + " and " + other.words.apply(settings));
    }

    /** Returns the same condition with another description. */
    Condition inWords(Function<Settings, String> other) {
        return new Condition(holds, other);
    }
}
