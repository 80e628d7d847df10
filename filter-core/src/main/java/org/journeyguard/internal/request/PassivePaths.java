package org.journeyguard.internal.request;

import java.util.List;

/**
 * Which requests are no use of a session, such as what a page asks for by itself. Opens nothing, so a suffix counts whatever serves the
 * path; a path with two meanings is a use.
 */
public final class PassivePaths {
    private final List<PathPattern> patterns;

    /**
     * @param patterns of the paths; none makes every request a use
     */
    public PassivePaths(List<PathPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Whether a request is to one of them. */
    public boolean include(RequestFacts facts) {
        String raw = facts.rawPath();
        if (patterns.isEmpty() || RawPath.kind(raw) != RawPath.Kind.PLAIN) {
            return false;
        }
        String decoded = RawPath.decode(raw);
        return decoded != null && patterns.stream().anyMatch(pattern -> include(pattern, decoded, facts));
    }

    /** The container shows the context root under the name of its welcome file. */
    private static boolean include(PathPattern pattern, String decoded, RequestFacts facts) {
        return pattern.matchesMethod(facts.method())
                && pattern.matches(decoded)
                && (pattern.isRoot() || pattern.matches(facts.containerPath()));
    }
}
