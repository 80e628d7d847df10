package org.journeyguard.internal.policy;

import java.net.URI;
import org.journeyguard.internal.request.RequestFacts;

/**
 * AM's pages as browsers know them.
 *
 * @param origin of AM
 * @param folder that they are in: its URL, with a slash at its end
 * @param isApart whether the application has another origin
 */
record AmPages(String origin, String folder, boolean isApart) {

    /**
     * @param page one of them
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
     * Whether a page of AM has led to a request. A page that hides its address is taken for one where it is on another site: AM's may be
     * told to.
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
