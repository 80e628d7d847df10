package org.journeyguard.internal.authorization;

import java.net.URI;
import java.util.Locale;
import org.journeyguard.internal.request.RequestFacts;
import org.journeyguard.internal.request.TransactionId;

/**
 * Names the resource that a request stands for at AM: a URL with its port, and the path as the container has read it, so that all
 * spellings of a path are one resource. Pure.
 */
final class ResourceRules {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String base;
    private final QueryRules query;

    /**
     * @param url of the application, without a trailing slash
     * @param query what of the query counts
     */
    ResourceRules(URI url, QueryRules query) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        this.base = scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port + url.getRawPath();
        this.query = query;
    }

    /** Returns what the resources of all requests begin with. */
    String base() {
        return base;
    }

    /** Returns the rest of the resource of a request. */
    String path(RequestFacts facts) {
        return query.addTo(
                ResourceEncoding.path(path(facts.containerPath())), TransactionId.removedFrom(facts.query()));
    }

    /** Returns the path that counts: with a slash at its start, without empty segments and path parameters, which some containers leave. */
    static String path(String containerPath) {
        return isPlain(containerPath)
                ? containerPath
                : ("/" + containerPath).replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
    }

    private static boolean isPlain(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || (c == '/' && path.charAt(i - 1) == '/')) {
                return false;
            }
        }
        return true;
    }
}
