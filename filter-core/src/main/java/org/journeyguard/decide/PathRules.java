package org.journeyguard.decide;

import java.util.List;

/**
 * Which paths are public. A path is public only if both readings of it match a public pattern: the raw one, which the
 * client sent and which some frameworks dispatch on, and the container's, on which servlets are chosen.
 */
public final class PathRules {
    /** What a path is. */
    public enum Access {
        /** Open to everybody. */
        PUBLIC,
        /** Open to signed-in users; the default of all that is not public. */
        PROTECTED,
        /** A 400: no honest client sends it. */
        MALFORMED
    }

    private final PathPattern[] open;

    /**
     * @param open the public patterns
     */
    public PathRules(List<PathPattern> open) {
        this.open = open.toArray(PathPattern[]::new);
    }

    /** What the path of a request is. */
    public Access access(RequestFacts facts) {
        String raw = facts.rawPath();
        RawPath.Kind kind = RawPath.kind(raw);
        if (kind == RawPath.Kind.MALFORMED) {
            return Access.MALFORMED;
        }
        if (kind == RawPath.Kind.SUSPECT || open.length == 0) {
            return Access.PROTECTED;
        }
        String decoded = RawPath.decode(raw);
        if (decoded == null) {
            return Access.PROTECTED;
        }
        boolean suffixes = facts.suffixesCount();
        boolean isOpen = matches(facts.method(), decoded, suffixes)
                && (isOpenRoot(facts.method(), decoded) || matches(facts.method(), facts.containerPath(), suffixes));
        return isOpen ? Access.PUBLIC : Access.PROTECTED;
    }

    /**
     * Whether a forward or include target is public.
     *
     * @param raw the target as the application wrote it
     * @param path the container's reading, relative to the context
     * @param suffixesCount as {@link RequestFacts#suffixesCount()}
     */
    public boolean isPublicTarget(String method, String raw, String path, boolean suffixesCount) {
        return RawPath.kind(raw) == RawPath.Kind.PLAIN
                && (isOpenRoot(method, raw) || matches(method, path, suffixesCount));
    }

    /** The container shows the context root under the name of its welcome file. */
    private boolean isOpenRoot(String method, String path) {
        for (PathPattern pattern : open) {
            if (pattern.isRoot() && pattern.matchesMethod(method) && pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String method, String path, boolean suffixes) {
        for (PathPattern pattern : open) {
            if ((suffixes || !pattern.isSuffix()) && pattern.matchesMethod(method) && pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }
}
