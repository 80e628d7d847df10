package org.journeyguard.internal.policy;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.journeyguard.internal.request.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request was caused by another site. {@code Origin} decides where it is sent, else {@code Sec-Fetch-Site}; a
 * request with neither comes from no browser that could be tricked.
 */
public final class OriginRules {
    private final @Nullable String own;
    private final Set<String> allowed;

    /**
     * @param own the application's origin; null when its public URL is not configured
     * @param allowed origins that may change things with a user's cookie
     */
    public OriginRules(@Nullable String own, Set<String> allowed) {
        this.own = own;
        this.allowed = allowed;
    }

    /** Whether the request comes from a site that may not act for the user. */
    boolean isForeign(RequestFacts facts) {
        String site = facts.header("Sec-Fetch-Site");
        boolean foreignSite = site != null && !site.equals("same-origin") && !site.equals("none");
        String origin = facts.header("Origin");
        if (origin == null) {
            return foreignSite;
        }
        if (allowed.contains(origin)) {
            return false;
        }
        return foreignSite || origin.equals("null") || (own == null ? site == null : !origin.equals(own));
    }

    /**
     * The origin of a URL as browsers send it: scheme, host and port, the port left out where it is the scheme's own.
     *
     * @param url absolute, http or https
     */
    public static String of(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == standard ? "" : ":" + url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port;
    }
}
