package org.journeyguard.internal.authorization;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters of a query are part of a resource. In resources they are sorted by name, as AM does it, and written in one way however
 * the client has written them.
 */
public final class QueryRules {
    private static final String IGNORE = "ignore";
    private static final String KEEP = "keep";

    private final boolean isIgnored;
    /** Empty for all. */
    private final Set<String> names;

    private QueryRules(boolean isIgnored, Set<String> names) {
        this.isIgnored = isIgnored;
        this.names = names;
    }

    /** Reads the setting. */
    static QueryRules read(Settings settings) {
        List<String> setting = settings.list(PolicyKeys.QUERY);
        if (setting.size() > 1 && (setting.contains(IGNORE) || setting.contains(KEEP))) {
            settings.mistake(PolicyKeys.QUERY, "has ignore or keep beside others; expected one of the two, or names");
        }
        return of(setting);
    }

    /**
     * @param setting {@code ignore}, {@code keep}, or the names of the parameters that count
     */
    static QueryRules of(List<String> setting) {
        boolean isIgnored = setting.isEmpty() || setting.equals(List.of(IGNORE));
        return new QueryRules(isIgnored, setting.equals(List.of(KEEP)) ? Set.of() : Set.copyOf(setting));
    }

    /**
     * Adds the part of a query that counts to a URL.
     *
     * @param query as sent; null for none
     */
    public String addTo(String url, @Nullable String query) {
        if (isIgnored || query == null) {
            return url;
        }
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            boolean counts = !pair.isEmpty() && (names.isEmpty() || names.contains(name));
            if (counts) {
                parameters.add(Map.entry(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        parameters.sort(Map.Entry.comparingByKey(Comparator.naturalOrder()));
        return parameters.isEmpty()
                ? url
                : parameters.stream()
                        .map(each ->
                                ResourceEncoding.query(each.getKey()) + "=" + ResourceEncoding.query(each.getValue()))
                        .collect(Collectors.joining("&", url + "?", ""));
    }

    /** A percent sign that encodes nothing stands for itself. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
