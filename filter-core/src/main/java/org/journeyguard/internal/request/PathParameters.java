package org.journeyguard.internal.request;

/** Parameters of path segments (RFC 3986, 3.3), which may contain an HttpSession id. */
public final class PathParameters {
    private static final String SESSION_ID = "jsessionid";
    private static final String SEMICOLON = "3b";
    private static final String PERCENT = "25";

    private PathParameters() {}

    /**
     * Removes all parameters, even if their semicolon is encoded, any number of times.
     *
     * @param rawPath as sent
     */
    public static String removed(String rawPath) {
        int start = next(rawPath, 0);
        if (start == rawPath.length()) {
            return rawPath;
        }
        StringBuilder path = new StringBuilder(rawPath.length());
        int from = 0;
        while (start < rawPath.length()) {
            path.append(rawPath, from, start);
            int slash = rawPath.indexOf('/', start);
            from = slash < 0 ? rawPath.length() : slash;
            start = next(rawPath, from);
        }
        return path.append(rawPath, from, rawPath.length()).toString();
    }

    /**
     * Removes HttpSession ids and keeps other parameters, which may belong to the target.
     *
     * @param rawPath as sent
     */
    public static String withoutSessionId(String rawPath) {
        if (rawPath.indexOf(';') < 0) {
            return rawPath;
        }
        StringBuilder path = new StringBuilder(rawPath.length());
        int from = 0;
        while (from < rawPath.length()) {
            int end = from + 1;
            while (end < rawPath.length() && rawPath.charAt(end) != ';' && rawPath.charAt(end) != '/') {
                end++;
            }
            if (!isSessionId(rawPath, from, end)) {
                path.append(rawPath, from, end);
            }
            from = end;
        }
        return path.toString();
    }

    private static boolean isSessionId(String path, int from, int to) {
        int end = from + 1 + SESSION_ID.length();
        return path.charAt(from) == ';'
                && path.regionMatches(true, from + 1, SESSION_ID, 0, SESSION_ID.length())
                && (end == to || path.charAt(end) == '=');
    }

    /** Returns the index of the next semicolon; the path's length if there is none. */
    private static int next(String path, int from) {
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || (c == '%' && isSemicolon(path, i + 1))) {
                return i;
            }
        }
        return path.length();
    }

    private static boolean isSemicolon(String path, int afterPercent) {
        int at = afterPercent;
        while (path.startsWith(PERCENT, at)) {
            at += PERCENT.length();
        }
        return path.regionMatches(true, at, SEMICOLON, 0, SEMICOLON.length());
    }
}
