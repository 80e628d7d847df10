package org.journeyguard.internal.request;

import java.util.List;

/**
 * Decides which paths are public. A path is public only if both of its interpretations match a public pattern: the raw path, which the
 * client sent and some frameworks dispatch on, and the container's path, which selects the servlet.
 */
public final class PathRules {
    /** The protection of a path. */
    public enum Access {
        /** Open to everyone. */
        PUBLIC,
        /** Requires a signed-in user; the default for paths that are not public. */
        PROTECTED,
        /** Rejected with 400: no legitimate client sends it. */
        MALFORMED
    }

    private final PublicPath[] open;
    private final boolean hasSuffixes;

    /**
     * @param open what is public
     */
    public PathRules(List<PublicPath> open) {
        this.open = open.toArray(PublicPath[]::new);
        this.hasSuffixes = open.stream().anyMatch(each -> each.pattern().suffix() != null);
    }

    /** Returns the protection of a request's path. */
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
        String path = facts.containerPath();
        boolean isOpen = matches(facts, decoded) && (isOpenRoot(facts, decoded) || matches(facts, path));
        return isOpen || (decoded.equals(path) && isOpenFile(facts)) ? Access.PUBLIC : Access.PROTECTED;
    }

    /**
     * Returns whether the target of a forward, include or asynchronous dispatch is public.
     *
     * @param target whose raw path is as the application wrote it
     */
    public boolean isPublicTarget(RequestFacts target) {
        String raw = target.rawPath();
        return RawPath.kind(raw) == RawPath.Kind.PLAIN
                && (isOpenRoot(target, raw) || matches(target, target.containerPath()) || isOpenFile(target));
    }

    /** The container reports the context root as the path of its welcome file. */
    private boolean isOpenRoot(RequestFacts facts, String path) {
        for (PublicPath each : open) {
            if (each.pattern().isRoot() && each.pattern().matches(path) && each.appliesTo(facts)) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(RequestFacts facts, String path) {
        for (PublicPath each : open) {
            if (each.pattern().suffix() == null && each.pattern().matches(path) && each.appliesTo(facts)) {
                return true;
            }
        }
        return false;
    }

    /** Suffixes apply only to reading static files: a path's ending does not say which servlet or filter serves it. */
    private boolean isOpenFile(RequestFacts facts) {
        if (!hasSuffixes || !(facts.method().equals("GET") || facts.method().equals("HEAD"))) {
            return false;
        }
        for (PublicPath each : open) {
            if (each.pattern().suffix() != null
                    && each.pattern().matches(facts.containerPath())
                    && each.appliesTo(facts)) {
                return facts.isStaticFile();
            }
        }
        return false;
    }
}
