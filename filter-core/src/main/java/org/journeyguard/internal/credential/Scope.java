package org.journeyguard.internal.credential;

import java.util.Arrays;
import java.util.Set;

/** Reads scopes. */
public final class Scope {
    private Scope() {}

    /** Returns the elements of a scope (RFC 6749, 3.3). */
    public static Set<String> parse(String text) {
        return text.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }
}
