package org.journeyguard.internal.config;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.Key;

/** Finds configured URLs that transmit secrets without encryption. Pure. */
final class PlainHttp {
    private static final Map<Key<?>, String> RISKS = Map.of(
            ApplicationKeys.APP_URL,
            "session cookies can be read and planted on the way",
            AmKeys.URL,
            "SSO tokens, codes and the client's secret can be read on the way",
            AmKeys.PUBLIC_URL,
            "passwords and AM's cookie can be read on the way");

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost\\.?|[a-z0-9.-]+\\.localhost\\.?|127(\\.\\d{1,3}){3}|\\[(0*:)*0*1]");

    private PlainHttp() {}

    /** Returns whether a key holds a URL to be checked. */
    static boolean isAbout(Key<?> key) {
        return RISKS.containsKey(key);
    }

    /**
     * Returns the warning for a URL.
     *
     * @param name of the key, as it is set
     * @param value as it is set; not shown
     * @return empty for https, for the local machine, and for an invalid URL
     */
    static Optional<String> warning(Key<?> key, String name, String value) {
        return isPlain(value)
                ? Optional.of(name + " is plain http, so that " + RISKS.get(key) + ". Use https, for example "
                        + key.example())
                : Optional.empty();
    }

    private static boolean isPlain(String value) {
        try {
            URI url = URI.create(value.strip());
            return "http".equalsIgnoreCase(url.getScheme())
                    && url.getHost() != null
                    && !LOOPBACK.matcher(url.getHost().toLowerCase(Locale.ROOT)).matches();
        } catch (IllegalArgumentException e) {
            // reported where the key is read
            return false;
        }
    }
}
