package org.journeyguard.internal.credential;

import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/** Finds the access token in {@code Authorization} headers (RFC 6750, 2.1) and ignores those in queries and forms, which end up in logs. */
public final class BearerReader {
    private static final String SCHEME = "Bearer";

    private BearerReader() {}

    /**
     * @param headers all {@code Authorization} headers of the request, or null
     * @return null when none of them has the scheme {@code Bearer} (in any case)
     */
    public static @Nullable PresentedCredential accessToken(@Nullable Enumeration<String> headers) {
        PresentedCredential found = null;
        int others = 0;
        while (headers != null && headers.hasMoreElements()) {
            String header = headers.nextElement();
            if (!isBearer(header)) {
                others++;
            } else if (found == null) {
                found = token(stripped(header, SCHEME.length()));
            } else {
                return PresentedCredential.SEVERAL_BEARERS;
            }
        }
        // a second scheme names a second user
        return found != null && others > 0 ? PresentedCredential.SEVERAL_BEARERS : found;
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || isBlank(header.charAt(SCHEME.length())));
    }

    /** Returns a header from an index on without white space around it, copied once. */
    private static String stripped(String header, int from) {
        int start = from;
        int end = header.length();
        while (start < end && isBlank(header.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(header.charAt(end - 1))) {
            end--;
        }
        return header.substring(start, end);
    }

    private static PresentedCredential token(String text) {
        BearerToken token = BearerToken.parse(text);
        if (token != null) {
            return token;
        }
        boolean hasSeparator = text.chars().anyMatch(c -> c == ' ' || c == '\t' || c == ',');
        return hasSeparator ? PresentedCredential.SEVERAL_BEARERS : PresentedCredential.MALFORMED_BEARER;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
