package org.journeyguard.internal.migrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A not-enforced rule of an agent.
 *
 * @param isInverted whether it has the keyword NOT
 * @param isExpression whether it is a regular expression
 * @param methods the methods; empty for all
 * @param addresses the client addresses; empty for all
 * @param uri the URI; empty for a rule about addresses alone
 * @see "Java Agent, User guide: Not-enforced rules"
 */
record NotEnforcedRule(
        boolean isInverted, boolean isExpression, List<String> methods, List<String> addresses, String uri) {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

    /**
     * Reads the rules of a value: one, or several that blanks separate.
     *
     * @param separator between addresses and URI of a compound rule
     * @throws IllegalArgumentException with the reason if a word is neither part of a rule nor a URI, because the rest could then open too much
     */
    static List<NotEnforcedRule> parse(String value, String separator) {
        List<NotEnforcedRule> rules = new ArrayList<>();
        boolean isInverted = false;
        boolean isExpression = false;
        List<String> methods = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        for (String token :
                value.replace(separator, " " + separator + " ").strip().split("\\s+", -1)) {
            if (token.equals("NOT")) {
                isInverted = true;
            } else if (token.equals("REGEX")) {
                isExpression = true;
            } else if (METHODS.containsAll(Arrays.asList(token.split(",", -1)))) {
                methods.addAll(Arrays.asList(token.split(",", -1)));
            } else if (isAddress(token)) {
                addresses.add(token);
            } else if (!token.equals(separator)) {
                requireUri(token);
                rules.add(new NotEnforcedRule(
                        isInverted, isExpression, List.copyOf(methods), List.copyOf(addresses), token));
                isInverted = false;
                isExpression = false;
                methods.clear();
                addresses.clear();
            }
        }
        if (!addresses.isEmpty() || isExpression || isInverted) {
            rules.add(new NotEnforcedRule(isInverted, isExpression, List.copyOf(methods), List.copyOf(addresses), ""));
        }
        return rules;
    }

    private static void requireUri(String token) {
        boolean isUri = token.startsWith("/") || token.startsWith("*") || token.contains("://");
        if (!isUri || token.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "has the word '" + token + "': write what it means in journey.paths.public yourself");
        }
    }

    private static boolean isAddress(String token) {
        boolean isIpv6 = token.indexOf(':') >= 0 && token.matches("[0-9a-fA-F:.]+([/-][0-9a-fA-F:.]+)?");
        return isIpv6 || token.matches("[0-9]+(\\.([0-9]+|\\*)){1,3}([/-][0-9.]+)?");
    }
}
