package org.journeyguard.internal.request;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Detects requests caused by another site. Checks {@code Origin} if present, else {@code Sec-Fetch-Site}; a request with neither does not
 * come from a browser that could be tricked.
 */
public final class OriginRules {
    private final @Nullable String own;
    private final Set<String> allowed;

    /**
     * @param own the application's origin; null if its public URL is not configured
     * @param allowed origins that may make changes with a user's cookie
     */
    public OriginRules(@Nullable String own, Set<String> allowed) {
        this.own = own;
        this.allowed = allowed;
    }

    /** Returns whether the request comes from a site that may not act for the user. */
    public boolean isForeign(RequestFacts facts) {
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

    /** Returns whether a browser says that the application's own page has caused the request: {@code Origin}, and no other site. */
    public boolean isOwn(RequestFacts facts) {
        String site = facts.header("Sec-Fetch-Site");
        return own != null && own.equals(facts.header("Origin")) && (site == null || site.equals("same-origin"));
    }

    /**
     * Returns the origin of a URL as browsers send it: scheme, host and port, without the scheme's default port.
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
