package org.journeyguard.internal.policy;

import java.net.URI;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.RequestFacts;

/**
 * AM's pages as browsers see them.
 *
 * @param origin of AM
 * @param folder URL of the folder that contains them, with a trailing slash
 * @param isApart whether the application has another origin
 */
record AmPages(String origin, String folder, boolean isApart) {

    /**
     * @param page any of AM's pages
     * @param app public URL of the application
     */
    static AmPages of(String page, String app) {
        URI uri = URI.create(page.replaceFirst("[?#].*", ""));
        String origin = OriginRules.of(uri);
        String path = String.valueOf(uri.getRawPath());
        int slash = path.indexOf('/', 1);
        return new AmPages(
                origin,
                origin + (slash < 0 ? "/" : path.substring(0, slash + 1)),
                !origin.equals(OriginRules.of(URI.create(app))));
    }

    /**
     * Returns whether the request came from one of AM's pages. A request from another origin without a referrer is assumed to, because AM
     * may be configured to send none.
     */
    boolean haveLedTo(RequestFacts facts) {
        String referer = facts.header("Referer");
        if (referer != null) {
            return referer.startsWith(folder) || (isApart && referer.startsWith(origin + "/"));
        }
        String site = facts.header("Sec-Fetch-Site");
        return site != null && (site.equals("cross-site") || site.equals("same-site"));
    }
}
