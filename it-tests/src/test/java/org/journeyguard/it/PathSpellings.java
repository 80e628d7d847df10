package org.journeyguard.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Spellings of a path that some reader may take for it. */
final class PathSpellings {
    private static final List<String> PARAMETERS = List.of(";", ";x=y", ";jsessionid=1", ";x=%2F..%2Fy");
    private static final List<String> SEGMENTS = List.of("/.", "/x/..", "/;", "/..;/x", "/%2e", "/x/%2E%2e", "/");

    private PathSpellings() {}

    /**
     * Returns the spellings, and whether a server has to understand them: it may refuse the others.
     *
     * @param path canonical
     */
    static Map<String, Boolean> of(String path) {
        Map<String, Boolean> spellings = new HashMap<>(Map.of(path, true));
        for (int end = 1; end <= path.length(); end++) {
            String before = path.substring(0, end);
            String after = path.substring(end);
            if (after.isEmpty() || after.charAt(0) == '/') {
                PARAMETERS.forEach(parameter -> spellings.put(before + parameter + after, false));
                SEGMENTS.forEach(segment -> spellings.put(before + segment + after, false));
            }
            char last = path.charAt(end - 1);
            if (last != '/' && path.indexOf('%') < 0) {
                String start = path.substring(0, end - 1);
                String code = String.format(Locale.ROOT, "%02x", (int) last);
                spellings.put(start + "%" + code + after, true);
                spellings.put(start + "%" + code.toUpperCase(Locale.ROOT) + after, true);
                spellings.put(start + "%25" + code + after, false);
            }
        }
        return spellings;
    }

    /**
     * Returns a path as AM's policies name it.
     *
     * @param decoded UTF-8, each octet as one character
     */
    static String canonical(String decoded) {
        String text = new String(decoded.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("+", "%20");
    }
}
