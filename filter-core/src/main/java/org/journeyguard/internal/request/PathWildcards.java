package org.journeyguard.internal.request;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A path with wildcards: {@code *} in a segment stands for any characters of that segment, as a whole segment for one that is not empty,
 * and {@code **} for any number of segments. Matches in time proportional to the path and the pattern, without allocation.
 */
final class PathWildcards {
    private static final String ANY_SEGMENTS = "**";
    private static final char ANY = '*';

    private final String[] segments;

    private PathWildcards(String[] segments) {
        this.segments = segments;
    }

    /**
     * @param path that begins with a slash; {@code /*} at its end means the same as {@code /**}
     * @throws IllegalArgumentException with a message that states the fault
     */
    static PathWildcards parse(String path) {
        String whole = path.endsWith("/*") ? path + ANY : path;
        String[] segments = whole.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isAny = segments[i].equals(ANY_SEGMENTS);
            if (segments[i].contains(ANY_SEGMENTS) && (!isAny || (i > 0 && segments[i - 1].equals(ANY_SEGMENTS)))) {
                throw new IllegalArgumentException(
                        "'" + path
                                + "' has ** beside other characters or twice in a row; expected it as a segment of its own, as in /x/**/y");
            }
        }
        boolean isSuffix = segments.length == 2
                && segments[0].equals(ANY_SEGMENTS)
                && segments[1].length() > 1
                && segments[1].charAt(0) == ANY;
        if (isSuffix) {
            throw new IllegalArgumentException("'" + path
                    + "' would match paths of all servlets; expected a suffix such as *.css, which matches files "
                    + "only, or a folder such as /x/**/*.css");
        }
        return new PathWildcards(segments);
    }

    /** Returns whether it matches a decoded path relative to the context. */
    boolean matches(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int from = 1;
        int next = 0;
        int afterAny = -1;
        int anyUntil = 0;
        while (from <= path.length()) {
            if (next < segments.length && segments[next].equals(ANY_SEGMENTS)) {
                next++;
                afterAny = next;
                anyUntil = from;
            } else if (next < segments.length && matches(segments[next], path, from, end(path, from))) {
                next++;
                from = end(path, from) + 1;
            } else if (afterAny >= 0) {
                // the last ** takes one more segment
                anyUntil = end(path, anyUntil) + 1;
                from = anyUntil;
                next = afterAny;
            } else {
                return false;
            }
        }
        return next == segments.length || (next == segments.length - 1 && endsWithAny());
    }

    private static int end(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }

    private static boolean matches(String pattern, String path, int from, int to) {
        if (pattern.length() == 1 && pattern.charAt(0) == ANY) {
            return from < to;
        }
        int at = from;
        int next = 0;
        int afterAny = -1;
        int anyUntil = 0;
        while (at < to) {
            char wanted = next < pattern.length() ? pattern.charAt(next) : '/';
            if (wanted == ANY) {
                next++;
                afterAny = next;
                anyUntil = at;
            } else if (wanted == path.charAt(at)) {
                next++;
                at++;
            } else if (afterAny >= 0) {
                anyUntil++;
                at = anyUntil;
                next = afterAny;
            } else {
                return false;
            }
        }
        return next == pattern.length() || (next == pattern.length() - 1 && pattern.charAt(next) == ANY);
    }

    /** Returns whether it matches everything below a path that it matches. */
    boolean endsWithAny() {
        return segments[segments.length - 1].equals(ANY_SEGMENTS);
    }

    /** Returns the path before the first segment with a wildcard; empty if that is the first. */
    String fixed() {
        List<String> all = Arrays.asList(segments);
        return all.stream()
                .takeWhile(segment -> segment.indexOf(ANY) < 0)
                .map(segment -> "/" + segment)
                .collect(Collectors.joining());
    }

    /** Returns whether the other is the same pattern. */
    boolean isSame(PathWildcards other) {
        return Arrays.equals(segments, other.segments);
    }
}
