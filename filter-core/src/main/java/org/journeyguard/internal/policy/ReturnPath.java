package org.journeyguard.internal.policy;

import java.nio.charset.StandardCharsets;
import org.journeyguard.internal.request.PathParameters;
import org.journeyguard.internal.request.RawPath;
import org.jspecify.annotations.Nullable;

/** Where people come back to after signing in: a path below the context with its query, never another host. */
public final class ReturnPath {
    private static final String ROOT = "/";

    private ReturnPath() {}

    /**
     * The way back to a request. What a URL may not hold is percent-encoded in the query, which browsers send as people write it. The id of
     * an HttpSession, which another one takes the place of, stays away from AM.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     */
    public static String of(String rawPath, @Nullable String query) {
        String path = PathParameters.withoutSessionId(rawPath);
        return checked(query == null ? path : path + "?" + encoded(query));
    }

    /** The same where it may be gone back to, else the root of the application. */
    public static String checked(String wanted) {
        return isSafe(wanted) ? wanted : ROOT;
    }

    private static String encoded(String query) {
        if (query.chars().allMatch(ReturnPath::isPlain)) {
            return query;
        }
        StringBuilder encoded = new StringBuilder();
        query.codePoints().forEach(c -> {
            if (isPlain(c)) {
                encoded.append((char) c);
            } else {
                for (byte octet : octets(c)) {
                    encoded.append(String.format("%%%02X", octet));
                }
            }
        });
        return encoded.toString();
    }

    /** Most containers show an octet that is no ASCII as the character of its number. */
    private static byte[] octets(int c) {
        return c <= 0xff ? new byte[] {(byte) c} : Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '\\' && c != '#';
    }

    /** Not {@code //host} or {@code /\host}, no step out of the context, nothing that only an attack sends. */
    private static boolean isSafe(String wanted) {
        int query = wanted.indexOf('?');
        String path = query < 0 ? wanted : wanted.substring(0, query);
        return wanted.startsWith(ROOT)
                && !wanted.startsWith("//")
                && wanted.chars().allMatch(ReturnPath::isPlain)
                && RawPath.kind(path) != RawPath.Kind.MALFORMED
                && !RawPath.hasDots(path);
    }
}
