package org.journeyguard.internal.servlet;

import java.net.URI;
import java.net.URISyntaxException;

/** Returns the application's context path as it appears in URLs. The specification requires this, but Payara returns it decoded. */
public final class ContextPath {
    private ContextPath() {}

    /**
     * Encodes a context path.
     *
     * @param shown the context path as the container returns it
     * @return the path with characters that URLs can't hold percent-encoded
     */
    public static String encoded(String shown) {
        if (shown.indexOf('%') >= 0) {
            return shown;
        }
        try {
            return new URI(null, null, shown, null).toASCIIString();
        } catch (URISyntaxException e) {
            return shown;
        }
    }

    /**
     * Returns the path below the context, as the client sent it. A context path that is not spelled as browsers do is not cut off, which
     * makes the path a protected one.
     *
     * @param uri path of a request as sent
     * @param shown the context path as the container returns it
     */
    public static String cutFrom(String uri, String shown) {
        if (uri.startsWith(shown)) {
            return uri.substring(shown.length());
        }
        String encoded = encoded(shown);
        return uri.startsWith(encoded) ? uri.substring(encoded.length()) : uri;
    }
}
