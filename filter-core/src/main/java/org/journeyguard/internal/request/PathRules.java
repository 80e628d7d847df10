package org.journeyguard.internal.request;

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
    private final boolean hasSuffixes;

    /**
     * @param open the public patterns
     */
    public PathRules(List<PathPattern> open) {
        this.open = open.toArray(PathPattern[]::new);
        this.hasSuffixes = open.stream().anyMatch(pattern -> pattern.suffix() != null);
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
        String method = facts.method();
        String path = facts.containerPath();
        boolean isOpen = matches(method, decoded) && (isOpenRoot(method, decoded) || matches(method, path));
        return isOpen || (decoded.equals(path) && isOpenFile(facts)) ? Access.PUBLIC : Access.PROTECTED;
    }

    /**
     * Whether the target of a forward, include or asynchronous dispatch is public.
     *
     * @param target whose raw path is as the application wrote it
     */
    public boolean isPublicTarget(RequestFacts target) {
        String method = target.method();
        String raw = target.rawPath();
        return RawPath.kind(raw) == RawPath.Kind.PLAIN
                && (isOpenRoot(method, raw) || matches(method, target.containerPath()) || isOpenFile(target));
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

    private boolean matches(String method, String path) {
        for (PathPattern pattern : open) {
            if (pattern.suffix() == null && pattern.matchesMethod(method) && pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    /** Suffixes open files, to who reads them: what a path ends with says nothing about a servlet or filter that serves it. */
    private boolean isOpenFile(RequestFacts facts) {
        if (!hasSuffixes || !(facts.method().equals("GET") || facts.method().equals("HEAD"))) {
            return false;
        }
        for (PathPattern pattern : open) {
            if (pattern.suffix() != null
                    && pattern.matchesMethod(facts.method())
                    && pattern.matches(facts.containerPath())) {
                return facts.isStaticFile();
            }
        }
        return false;
    }
}
