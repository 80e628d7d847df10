package org.journeyguard.access;

import java.lang.reflect.AnnotatedElement;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.journeyguard.AccessDenied;
import org.journeyguard.JourneyUser;
import org.journeyguard.RequiresPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @RequiresPolicy} requires.
 *
 * @param action its name in AM's policies
 * @param resource AM's name of the resource, with the names of values in braces
 * @param set AM's name of the policy set; empty for the configured one
 */
public record PolicyRequirement(String action, String resource, String set) {
    private static final Pattern NAME = Pattern.compile("\\{([\\w.-]+)}");
    private static final String PLAIN = "-._~";
    private static final Set<String> DOTS = Set.of("", ".", "..");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * Reads an annotation.
     *
     * @param place that carries it
     * @throws IllegalStateException if it is not complete
     */
    static PolicyRequirement of(AnnotatedElement place, RequiresPolicy annotation) {
        String literal = NAME.matcher(annotation.resource()).replaceAll("");
        boolean isComplete = !annotation.action().isBlank()
                && !annotation.resource().isBlank()
                && literal.indexOf('{') < 0
                && literal.indexOf('}') < 0;
        if (!isComplete) {
            throw new IllegalStateException(place + " carries " + annotation
                    + ", which names no action or no resource. Write the names of path "
                    + "parameters in braces, as in \"urn:orders:{id}\"");
        }
        return new PolicyRequirement(annotation.action(), annotation.resource(), annotation.set());
    }

    /** Returns the names of the values in the resource. */
    Set<String> names() {
        return NAME.matcher(resource).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /**
     * Requires that AM's policies allow the user the action.
     *
     * @param values returns the value of a name; null for none
     * @throws AccessDenied if they deny it, or a value is missing
     * @throws org.journeyguard.JourneyException see {@link JourneyUser#requirePolicy}
     */
    void requireOf(JourneyUser user, Function<String, @Nullable String> values) {
        Matcher names = NAME.matcher(resource);
        String filled = names.replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
        user.requirePolicy(action, filled, set);
    }

    private String value(MatchResult found, Function<String, @Nullable String> values) {
        String value = values.apply(found.group(1));
        // a resource that lacks a part, or a part that leads to another resource, is not the one that policies are
        // about
        if (value == null || DOTS.contains(value)) {
            throw new AccessDenied("No policy is about " + resource + " without a value of " + found.group());
        }
        return encoded(value);
    }

    /** Percent-encodes all but unreserved characters (RFC 3986, 2.3), so that a value is neither a wildcard nor several parts. */
    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) octet;
            boolean isPlain =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
            if (isPlain) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
