package org.journeyguard.internal.migrate;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.internal.request.PublicPath;

/**
 * Translates not-enforced rules to public paths of one application. In a URI of an agent, {@code *} also stands for slashes, and
 * {@code -*-} for one segment or a part of it.
 */
final class NotEnforcedPaths {
    private static final Pattern ABSOLUTE = Pattern.compile("[^/?]+://([^/]*)(/.*)?");
    private static final Pattern BLOCK = Pattern.compile("([0-9]+(?:\\.[0-9]+){0,2})((?:\\.\\*)+)");
    private static final String ONE_LEVEL = "-*-";
    /** Stands for the one-level wildcard while the other one is translated. */
    private static final String MARK = "\u0001";

    private final String host;
    private final String context;

    /**
     * @param app the application's public URL
     */
    NotEnforcedPaths(URI app) {
        this.host = app.getHost();
        String path = app.getPath() == null ? "" : app.getPath();
        this.context = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Translates a rule.
     *
     * @return the public paths, one for each method
     * @throws IllegalArgumentException with the reason if there is no equivalent
     */
    List<String> translate(NotEnforcedRule rule) {
        if (rule.isInverted()) {
            throw new IllegalArgumentException(
                    "a rule with NOT: every path is protected that no rule makes public, so check that no other rule opens it");
        }
        if (rule.isExpression()) {
            throw new IllegalArgumentException("a regular expression: write it with * and ** in journey.paths.public");
        }
        String pattern = rule.uri().isEmpty() ? "/*" : pattern(rule.uri());
        String from = rule.addresses().isEmpty()
                ? ""
                : " from "
                        + String.join(
                                " ",
                                rule.addresses().stream()
                                        .map(NotEnforcedPaths::range)
                                        .toList());
        List<String> paths = new ArrayList<>();
        for (String method : rule.methods().isEmpty() ? List.of("") : rule.methods()) {
            String path = (method + " " + pattern + from).strip();
            PublicPath.parse(path);
            paths.add(path);
        }
        return paths;
    }

    /** Returns the path below the context of a URI as an agent has it. */
    String pathOf(String uri) {
        Matcher absolute = ABSOLUTE.matcher(uri);
        String path = uri;
        if (absolute.matches()) {
            String authority = absolute.group(1).replaceAll(":[0-9*]+$", "");
            if (!authority.contains("*") && !authority.equalsIgnoreCase(host)) {
                throw new IllegalArgumentException("of another host, " + authority);
            }
            path = absolute.group(2) == null ? "/" : absolute.group(2);
        }
        if (path.equals(context)) {
            return "/";
        }
        if (!context.isEmpty() && path.startsWith(context + "/")) {
            return path.substring(context.length());
        }
        boolean isOfAnyContext = path.startsWith("/*/") || path.equals("/*") || path.startsWith("*");
        if (context.isEmpty() || (isOfAnyContext && path.length() < 3)) {
            return path;
        }
        if (path.startsWith("/*/")) {
            return path.substring(2);
        }
        if (isOfAnyContext || path.startsWith("/*.")) {
            return path;
        }
        throw new IllegalArgumentException("of another application: not below " + context);
    }

    private String pattern(String uri) {
        String path = pathOf(uri).replace(ONE_LEVEL, MARK);
        if (path.indexOf('?') >= 0) {
            throw new IllegalArgumentException(
                    "with a query: public paths do not depend on the query, and without it the rule would open more");
        }
        if (path.matches("/?\\*\\.[^*/]+")) {
            return path.substring(path.indexOf('*'));
        }
        List<String> segments = new ArrayList<>();
        String[] parts = path.substring(path.startsWith("/") ? 1 : 0).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean isLast = i == parts.length - 1;
            String part = parts[i].replaceAll("\\*{2,}", "*");
            if (part.equals("*") && !isLast) {
                segments.add("*");
                segments.add("**");
            } else if (part.startsWith("*") && part.length() > 1 && isLast) {
                segments.add("**");
                segments.add(part);
            } else {
                segments.add(part);
                if (part.endsWith("*") && part.length() > 1) {
                    segments.add(isLast ? "*" : "**");
                }
            }
        }
        return ("/" + String.join("/", segments)).replace("/**/**", "/**").replace(MARK, "*");
    }

    /** Returns an address or CIDR range; 10.1.* becomes 10.1.0.0/16. */
    private static String range(String address) {
        Matcher block = BLOCK.matcher(address);
        if (!block.matches()) {
            if (address.indexOf('-') >= 0) {
                throw new IllegalArgumentException(
                        "a range of addresses: write it as CIDR ranges, such as 10.1.0.0/16");
            }
            return address;
        }
        int given = block.group(1).split("\\.", -1).length;
        String[] zeros = new String[4 - given];
        Arrays.fill(zeros, "0");
        return block.group(1) + "." + String.join(".", zeros) + "/" + 8 * given;
    }
}
