package org.journeyguard.internal.policy;

import java.nio.charset.StandardCharsets;
import org.journeyguard.internal.request.PathParameters;
import org.journeyguard.internal.request.RawPath;
import org.jspecify.annotations.Nullable;

/** The address to return to after sign-in: a path below the context with its query, never another host. */
public final class ReturnPath {
    private static final String ROOT = "/";

    private ReturnPath() {}

    /**
     * Returns the address of a request. Characters that are not allowed in URLs, but that browsers send as typed, are percent-encoded in
     * the query. An HttpSession id is removed: it is not for AM and will be replaced.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     */
    public static String of(String rawPath, @Nullable String query) {
        return checked(address(rawPath, query));
    }

    /** Returns whether users can return to an address, rather than to the root in its place. */
    static boolean isPossible(String rawPath, @Nullable String query) {
        return isSafe(address(rawPath, query));
    }

    private static String address(String rawPath, @Nullable String query) {
        String path = PathParameters.withoutSessionId(rawPath);
        return query == null ? path : path + "?" + encoded(query);
    }

    /** Returns the path if it is safe to return to, else the root of the application. */
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

    /** Most containers decode a non-ASCII octet as the character with that code. */
    private static byte[] octets(int c) {
        return c <= 0xff ? new byte[] {(byte) c} : Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7f && c != '\\' && c != '#';
    }

    /** Rejects {@code //host}, {@code /\host}, steps out of the context and what only attacks send. */
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
