package org.journeyguard.internal.request;

import java.util.List;

/**
 * Identifies requests that are not use of a session, such as a page's own polling. Grants no access, so a suffix applies whatever serves
 * the path; a path with two interpretations is use.
 */
public final class PassivePaths {
    private final List<PathPattern> patterns;

    /**
     * @param patterns of the paths; if there are none, every request is use
     */
    public PassivePaths(List<PathPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Returns whether a request is to one of these paths. */
    public boolean include(RequestFacts facts) {
        String raw = facts.rawPath();
        if (patterns.isEmpty() || RawPath.kind(raw) != RawPath.Kind.PLAIN) {
            return false;
        }
        String decoded = RawPath.decode(raw);
        return decoded != null && patterns.stream().anyMatch(pattern -> include(pattern, decoded, facts));
    }

    /** The container reports the context root as the path of its welcome file. */
    private static boolean include(PathPattern pattern, String decoded, RequestFacts facts) {
        return pattern.matchesMethod(facts.method())
                && pattern.matches(decoded)
                && (pattern.isRoot() || pattern.matches(facts.containerPath()));
    }
}
