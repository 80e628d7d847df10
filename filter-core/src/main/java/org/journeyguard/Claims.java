package org.journeyguard;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token, or of userinfo. Each accessor returns the claim if it is present and of that type, and is empty otherwise.
 * {@code toString()} shows names only.
 */
public final class Claims {
    /** No claims. */
    public static final Claims NONE = new Claims(Map.of());

    private final Map<String, Object> values;

    /**
     * @param values by name: strings, numbers, booleans, and lists and maps of these; null values are left out
     */
    public Claims(Map<String, ? extends @Nullable Object> values) {
        Map<String, Object> present = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        this.values = Map.copyOf(present);
    }

    /** Returns the names of all claims. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Returns a string claim. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Returns the strings of a list claim, or the only one of a string claim; empty when there are none. */
    public Set<String> texts(String name) {
        Object value = values.get(name);
        if (value instanceof String text) {
            return Set.of(text);
        }
        Set<String> texts = new LinkedHashSet<>();
        if (value instanceof Collection<?> many) {
            many.forEach(each -> {
                if (each instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return Set.copyOf(texts);
    }

    /** Returns a claim that is a whole number. */
    public Optional<Long> number(String name) {
        return values.get(name) instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue())
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    /** Returns a boolean claim. */
    public Optional<Boolean> flag(String name) {
        return values.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Returns a claim that is a time, which JWTs write as seconds since the epoch (RFC 7519, 2: NumericDate). */
    public Optional<Instant> time(String name) {
        return values.get(name) instanceof Number seconds && Math.abs(seconds.doubleValue()) < 1e11
                ? Optional.of(Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1_000)))
                : Optional.empty();
    }

    /** Returns the claims within a claim that is an object. */
    public Optional<Claims> object(String name) {
        if (!(values.get(name) instanceof Map<?, ?> map)) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> inner = new LinkedHashMap<>();
        map.forEach((key, value) -> inner.put(String.valueOf(key), value));
        return Optional.of(new Claims(inner));
    }

    /** Returns all claims as received: strings, numbers, booleans, lists and maps. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Claims that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Claims" + values.keySet();
    }
}
