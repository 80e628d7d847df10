package org.journeyguard.internal.request;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.PathKeys;

/**
 * Paths and origins.
 *
 * @param open what is public
 * @param allowedOrigins origins besides the application's own
 */
public record PathSettings(List<PublicPath> open, Set<String> allowedOrigins) {
    /** Reads the settings. */
    public static PathSettings read(Settings settings) {
        List<PublicPath> open = open(settings);
        open.stream()
                .map(PublicPath::pattern)
                .filter(pattern -> !pattern.canOpen())
                .forEach(pattern -> settings.mistake(
                        PathKeys.PUBLIC,
                        "has '" + pattern
                                + "', but a suffix opens static files only, which are there for GET and HEAD"));
        return new PathSettings(open, origins(settings));
    }

    /** Reads what is public. */
    public static List<PublicPath> open(Settings settings) {
        return settings.list(PathKeys.PUBLIC, "pattern", PublicPath::parse);
    }

    private static Set<String> origins(Settings settings) {
        Set<String> origins = new HashSet<>();
        for (String origin : settings.list(PathKeys.CSRF_ALLOWED_ORIGINS)) {
            URI uri = Settings.absoluteHttpUrl(origin);
            if (uri == null || !OriginRules.of(uri).equals(origin.toLowerCase(Locale.ROOT))) {
                settings.mistake(PathKeys.CSRF_ALLOWED_ORIGINS, "has '" + origin + "'; expected an origin");
            } else {
                origins.add(OriginRules.of(uri));
            }
        }
        return Set.copyOf(origins);
    }
}
