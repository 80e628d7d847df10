package org.journeyguard.internal.http;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares URLs of servers. A port that the scheme has anyway may be there or not: Advanced Identity Cloud writes {@code :443}. */
public final class ServerUrl {
    private ServerUrl() {}

    /** Returns whether two URLs have the same scheme, host and port; false when one of them is no URL with a host. */
    public static boolean haveSameOrigin(String one, String other) {
        return parse(one)
                .flatMap(first -> parse(other).map(second -> haveSameOrigin(first, second)))
                .orElse(false);
    }

    private static boolean haveSameOrigin(URI one, URI other) {
        return one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && port(one) == port(other);
    }

    /**
     * Returns what of a URL, with its query, follows a base URL.
     *
     * @param base without a trailing slash
     * @return empty when they are the same; null when the URL is not below the base
     */
    public static @Nullable String below(String url, String base) {
        return parse(url)
                .flatMap(named -> parse(base)
                        .filter(known -> haveSameOrigin(named, known))
                        .flatMap(known -> rest(named.getRawPath(), known.getRawPath()))
                        .map(path -> named.getRawQuery() == null ? path : path + "?" + named.getRawQuery()))
                .orElse(null);
    }

    private static Optional<String> rest(String path, String base) {
        String rest = path.startsWith(base) ? path.substring(base.length()) : null;
        return Optional.ofNullable(rest).filter(text -> text.isEmpty() || text.startsWith("/"));
    }

    /** Returns scheme, host and port, as they are written. */
    public static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Returns a URL that names its port, also where that is the one of its scheme. */
    public static String withPort(String url) {
        return parse(url)
                .filter(known -> known.getHost() != null && known.getPort() < 0)
                .map(known -> origin(known) + ":" + port(known)
                        + url.substring(origin(known).length()))
                .orElse(url);
    }

    private static int port(URI url) {
        boolean isDefault = url.getPort() < 0;
        return isDefault ? "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80 : url.getPort();
    }

    private static Optional<URI> parse(String url) {
        try {
            URI parsed = URI.create(url);
            return parsed.isOpaque() ? Optional.empty() : Optional.of(parsed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
