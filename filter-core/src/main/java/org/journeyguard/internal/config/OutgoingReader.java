package org.journeyguard.internal.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.OutgoingKeys;
import org.journeyguard.internal.policy.Target;
import org.jspecify.annotations.Nullable;

/** Reads which services may receive tokens. */
final class OutgoingReader {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final SettingsReader values;

    OutgoingReader(SettingsReader values) {
        this.values = values;
    }

    /**
     * Reads the targets.
     *
     * @param client that exchanges tokens; null for none
     * @return the longest paths first
     */
    List<Target> read(@Nullable String client) {
        List<URI> urls = new ArrayList<>();
        for (String text : values.list(OutgoingKeys.TARGETS)) {
            URI url = url(OutgoingKeys.TARGETS, text);
            if (url != null) {
                urls.add(url);
            }
        }
        Map<URI, String> audiences = audiences(urls);
        if (!audiences.isEmpty() && client == null) {
            values.mistake(OAuthKeys.CLIENT_ID, "is missing, and without it no token can be exchanged");
        }
        // the most specific target applies
        return urls.stream()
                .sorted(Comparator.comparingInt(url -> -url.getRawPath().length()))
                .map(url -> new Target(url, audiences.get(url)))
                .toList();
    }

    private Map<URI, String> audiences(List<URI> urls) {
        Map<URI, String> audiences = new LinkedHashMap<>();
        for (String element : values.list(OutgoingKeys.EXCHANGE)) {
            int equals = element.indexOf('=');
            String audience = element.substring(equals + 1).strip();
            if (equals < 0 || audience.isEmpty()) {
                values.mistake(OutgoingKeys.EXCHANGE, "has '" + element + "'; expected target=audience");
                continue;
            }
            URI url = url(OutgoingKeys.EXCHANGE, element.substring(0, equals).strip());
            if (url != null && !urls.contains(url)) {
                values.mistake(OutgoingKeys.EXCHANGE, "has '" + url + "'; expected one of journey.outgoing.targets");
            } else if (url != null) {
                audiences.put(url, audience);
            }
        }
        return audiences;
    }

    /** Anyone who can read the traffic has the token (RFC 6750, 5.3). */
    private @Nullable URI url(Key<?> key, String text) {
        URI url = SettingsReader.absoluteHttpUrl(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        boolean isSafe = url != null
                && url.getRawQuery() == null
                && ("https".equalsIgnoreCase(url.getScheme())
                        || LOOPBACK.matcher(url.getHost()).matches());
        if (!isSafe) {
            values.mistake(key, "has '" + text + "'; expected an https URL without a query (http only on loopback)");
            return null;
        }
        return url;
    }
}
