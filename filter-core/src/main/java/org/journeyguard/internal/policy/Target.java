package org.journeyguard.internal.policy;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service that may receive tokens of users.
 *
 * @param url absolute, without trailing slash, query or user info; its path is that of all calls or their prefix
 * @param audience for which tokens are exchanged (RFC 8693, 2.1); null to send the users' own
 */
public record Target(URI url, @Nullable String audience) {
    /** Sequences that another server could interpret as another path. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("%2e|%2f|%5c|/\\.{1,2}(?:[/;]|$)", Pattern.CASE_INSENSITIVE);

    /** Returns whether a call goes to the service, and does not merely look so. */
    public boolean covers(URI call) {
        boolean isSameServer = url.getScheme().equalsIgnoreCase(call.getScheme())
                && url.getHost().equalsIgnoreCase(call.getHost())
                && port(url) == port(call)
                && call.getRawUserInfo() == null;
        String path = call.getRawPath() == null ? "" : call.getRawPath();
        String own = url.getRawPath();
        boolean isBelow = own.isEmpty()
                || path.equals(own)
                || (path.startsWith(own + "/") && !AMBIGUOUS.matcher(path).find());
        return isSameServer && isBelow;
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
