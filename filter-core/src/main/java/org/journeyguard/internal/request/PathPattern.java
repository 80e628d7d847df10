package org.journeyguard.internal.request;

import java.util.List;
import java.util.Objects;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@code journey.paths.*}: {@code /x} exact, {@code /x/*} prefix (also {@code /x}), {@code *.css} suffix, {@code /} the
 * context root only, or a path with {@link PathWildcards}; optionally preceded by a method ({@code GET} includes {@code HEAD}).
 */
public final class PathPattern {
    private enum Kind {
        ROOT,
        EXACT,
        PREFIX,
        WILDCARDS,
        SUFFIX
    }

    private final String text;
    private final @Nullable String method;
    private final Kind kind;
    /** Exact path, prefix without the trailing {@code /*}, suffix with its dot, or what precedes the first segment with a wildcard. */
    private final String literal;

    private final @Nullable PathWildcards wildcards;

    private PathPattern(String text, @Nullable String method, PathWildcards wildcards) {
        this.text = text;
        this.method = method;
        this.kind = Kind.WILDCARDS;
        this.literal = wildcards.fixed();
        this.wildcards = wildcards;
    }

    private PathPattern(String text, @Nullable String method, Kind kind, String literal) {
        this.text = text;
        this.method = method;
        this.kind = kind;
        this.literal = literal;
        this.wildcards = null;
    }

    /** Reads a setting that lists patterns. */
    public static List<PathPattern> list(Settings settings, Key<?> key) {
        return settings.list(key, "pattern", PathPattern::parse);
    }

    /**
     * @param text the pattern; surrounding whitespace is ignored
     * @throws IllegalArgumentException with a message that states the fault
     */
    public static PathPattern parse(String text) {
        String trimmed = text.strip();
        int blank = trimmed.indexOf(' ');
        String method = blank < 0 ? null : trimmed.substring(0, blank);
        String path = blank < 0 ? trimmed : trimmed.substring(blank).strip();
        if (method != null && !method.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException(
                    method.startsWith("/")
                            ? "'" + trimmed
                                    + "' has text after the path; only journey.paths.public can have addresses, as in "
                                    + "'/status from 10.0.0.0/8'"
                            : "'" + method + "' is no HTTP method");
        }
        if (path.equals("/")) {
            return new PathPattern(trimmed, method, Kind.ROOT, path);
        }
        if (path.startsWith("*.")
                && path.length() > 2
                && plain(path.substring(2))
                && path.indexOf('/') < 0
                && path.indexOf('*', 1) < 0) {
            return new PathPattern(trimmed, method, Kind.SUFFIX, path.substring(1));
        }
        if (path.startsWith("/") && plain(path)) {
            return parse(trimmed, method, path);
        }
        throw new IllegalArgumentException(
                "'" + text + "' is none of /x (exact), /x/* (prefix), /x/*/y and /x/**/y (wildcards), "
                        + "*.css (suffix) and / (the context root)");
    }

    private static PathPattern parse(String text, @Nullable String method, String path) {
        int wildcard = path.indexOf('*');
        if (wildcard < 0) {
            return new PathPattern(text, method, Kind.EXACT, path);
        }
        String end = path.substring(wildcard - 1);
        return end.equals("/*") || end.equals("/**")
                ? new PathPattern(text, method, Kind.PREFIX, path.substring(0, wildcard - 1))
                : new PathPattern(text, method, PathWildcards.parse(path));
    }

    /** Rejects encoded or unnormalised paths, which would never match what they seem to. */
    private static boolean plain(String path) {
        return path.indexOf('%') < 0
                && path.indexOf(';') < 0
                && path.indexOf('?') < 0
                && path.indexOf('\\') < 0
                && path.indexOf(' ') < 0
                && !path.contains("//")
                && !(path + "/").contains("/./")
                && !(path + "/").contains("/../");
    }

    public boolean matchesMethod(String requestMethod) {
        return method == null || method.equals(requestMethod) || (method.equals("GET") && requestMethod.equals("HEAD"));
    }

    /** Returns whether it is a path or a prefix, for all methods. */
    public boolean isPlain() {
        return method == null && (kind == Kind.EXACT || kind == Kind.PREFIX);
    }

    boolean isRoot() {
        return kind == Kind.ROOT;
    }

    /** Returns the suffix with its dot; null for other patterns. */
    public @Nullable String suffix() {
        return kind == Kind.SUFFIX ? literal : null;
    }

    /** Returns whether it can make paths public: suffixes apply only to files, for GET and HEAD. */
    public boolean canOpen() {
        return kind != Kind.SUFFIX || matchesMethod("HEAD");
    }

    /** Returns whether it matches a decoded path relative to the context. */
    public boolean matches(String path) {
        return switch (kind) {
            case ROOT -> path.isEmpty() || path.equals("/");
            case EXACT -> path.equals(literal);
            case PREFIX ->
                path.startsWith(literal) && (path.length() == literal.length() || path.charAt(literal.length()) == '/');
            case WILDCARDS -> Objects.requireNonNull(wildcards).matches(path);
            case SUFFIX -> path.endsWith(literal) && path.length() > literal.length();
        };
    }

    /**
     * Returns whether it matches every path that the other pattern matches; false if the other is a suffix, and for two different patterns
     * with wildcards.
     */
    public boolean covers(PathPattern other) {
        boolean methods = method == null || (other.method != null && matchesMethod(other.method));
        return methods
                && switch (kind) {
                    case ROOT -> other.kind == Kind.ROOT;
                    case EXACT -> other.kind == Kind.EXACT && literal.equals(other.literal);
                    case PREFIX -> other.kind != Kind.SUFFIX && matches(other.literal);
                    case WILDCARDS -> coversByWildcards(Objects.requireNonNull(wildcards), other);
                    case SUFFIX -> other.kind == Kind.EXACT && matches(other.literal);
                };
    }

    private static boolean coversByWildcards(PathWildcards wildcards, PathPattern other) {
        return switch (other.kind) {
            case EXACT -> wildcards.matches(other.literal);
            case PREFIX -> wildcards.endsWithAny() && wildcards.matches(other.literal);
            case WILDCARDS -> wildcards.isSame(Objects.requireNonNull(other.wildcards));
            case ROOT, SUFFIX -> false;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
