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
 * @param open public patterns
 * @param allowedOrigins origins besides the application's own
 */
public record PathSettings(List<PathPattern> open, Set<String> allowedOrigins) {
    /** Reads the settings. */
    public static PathSettings read(Settings settings) {
        List<PathPattern> open = PathPattern.list(settings, PathKeys.PUBLIC);
        open.stream()
                .filter(pattern -> !pattern.canOpen())
                .forEach(pattern -> settings.mistake(
                        PathKeys.PUBLIC,
                        "has '" + pattern
                                + "', but a suffix opens static files only, which are there for GET and HEAD"));
        return new PathSettings(open, origins(settings));
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
