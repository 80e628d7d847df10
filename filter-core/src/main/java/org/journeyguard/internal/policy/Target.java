package org.journeyguard.internal.policy;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service that tokens of users may be sent to.
 *
 * @param url absolute, without a slash at its end, a query or a user; its path is that of all calls or begins it
 * @param audience what its tokens are exchanged for (RFC 8693, 2.1); null where it gets those of the users
 */
public record Target(URI url, @Nullable String audience) {
    /** What another server could read as another path. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("%2e|%2f|%5c|/\\.{1,2}(?:[/;]|$)", Pattern.CASE_INSENSITIVE);

    /** Whether a call goes to the service; false for what only seems to. */
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
