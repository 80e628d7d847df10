package org.journeyguard.internal.servlet;

import java.net.URI;
import java.net.URISyntaxException;

/** The application's context path as it stands in URLs. The specification wants it so, but Payara shows it decoded. */
public final class ContextPath {
    private ContextPath() {}

    /**
     * @param shown what the container says
     * @return with what URLs can't hold percent-encoded
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
     * The path below the context, as the client sent it. A context path that is written in some other way than browsers do
     * stays on, which makes the path a protected one.
     *
     * @param uri path of a request as sent
     * @param shown the context path, as the container says
     */
    public static String cutFrom(String uri, String shown) {
        if (uri.startsWith(shown)) {
            return uri.substring(shown.length());
        }
        String encoded = encoded(shown);
        return uri.startsWith(encoded) ? uri.substring(encoded.length()) : uri;
    }
}
