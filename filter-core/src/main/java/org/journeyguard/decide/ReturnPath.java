package org.journeyguard.decide;

import org.jspecify.annotations.Nullable;

/**
 * Where people come back to after signing in: a path below the context with its query, never another host. Short enough to be
 * remembered in a cookie.
 */
public final class ReturnPath {
    /** Four of them fit into the headers that servers take; longer ones come back without their query. */
    static final int LONGEST = 1_500;

    private static final String ROOT = "/";

    private ReturnPath() {}

    /**
     * The way back to a request; the id of its HttpSession, which another one takes the place of, stays away from AM.
     *
     * @param rawPath path below the context, as sent
     * @param query as sent; null for none
     */
    public static String of(String rawPath, @Nullable String query) {
        String path = PathParameters.withoutSessionId(rawPath);
        String whole = query == null ? path : path + "?" + query;
        return isSafe(whole) ? whole : checked(path);
    }

    /** The same where it may be gone back to, else the root of the application. */
    public static String checked(String wanted) {
        return isSafe(wanted) ? wanted : ROOT;
    }

    /** Not {@code //host} or {@code /\host}, no step out of the context, nothing that only an attack sends. */
    private static boolean isSafe(String wanted) {
        int query = wanted.indexOf('?');
        String path = query < 0 ? wanted : wanted.substring(0, query);
        return wanted.startsWith(ROOT)
                && !wanted.startsWith("//")
                && wanted.length() <= LONGEST
                && wanted.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != '#')
                && RawPath.kind(path) != RawPath.Kind.MALFORMED
                && !RawPath.hasDots(path);
    }
}
