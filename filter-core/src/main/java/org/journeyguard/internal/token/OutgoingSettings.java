package org.journeyguard.internal.token;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OutgoingKeys;
import org.journeyguard.internal.policy.Target;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the services that receive users' tokens.
 *
 * @param targets the longest paths first, because the most specific target applies
 */
public record OutgoingSettings(List<Target> targets) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** Reads the settings. */
    public static OutgoingSettings read(Settings settings) {
        List<URI> urls = new ArrayList<>();
        for (String text : settings.list(OutgoingKeys.TARGETS)) {
            URI url = url(settings, OutgoingKeys.TARGETS, text);
            if (url != null) {
                urls.add(url);
            }
        }
        Map<URI, String> audiences = audiences(settings, urls);
        return new OutgoingSettings(urls.stream()
                .sorted(Comparator.comparingInt(url -> -url.getRawPath().length()))
                .map(url -> new Target(url, audiences.get(url)))
                .toList());
    }

    private static Map<URI, String> audiences(Settings settings, List<URI> urls) {
        Map<URI, String> audiences = new LinkedHashMap<>();
        for (String element : settings.list(OutgoingKeys.EXCHANGE)) {
            int equals = element.indexOf('=');
            String audience = element.substring(equals + 1).strip();
            if (equals < 0 || audience.isEmpty()) {
                settings.mistake(OutgoingKeys.EXCHANGE, "has '" + element + "'; expected target=audience");
                continue;
            }
            URI url = url(
                    settings,
                    OutgoingKeys.EXCHANGE,
                    element.substring(0, equals).strip());
            if (url != null && !urls.contains(url)) {
                settings.mistake(OutgoingKeys.EXCHANGE, "has '" + url + "'; expected one of journey.outgoing.targets");
            } else if (url != null) {
                audiences.put(url, audience);
            }
        }
        return audiences;
    }

    /** Anyone who can read the traffic has the token (RFC 6750, 5.3). */
    private static @Nullable URI url(Settings settings, Key<?> key, String text) {
        URI url = Settings.absoluteHttpUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean isSafe = url != null
                && url.getRawQuery() == null
                && ("https".equalsIgnoreCase(url.getScheme())
                        || LOOPBACK.matcher(url.getHost()).matches());
        if (!isSafe) {
            settings.mistake(key, "has '" + text + "'; expected an https URL without a query (http only on loopback)");
            return null;
        }
        return url;
    }
}
