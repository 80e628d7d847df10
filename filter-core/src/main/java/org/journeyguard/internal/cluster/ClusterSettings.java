package org.journeyguard.internal.cluster;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClusterKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;

/**
 * The engine that the nodes of an application share.
 *
 * @param engine makes the connection; empty for one node
 * @param secrets derive all keys
 * @param timeout how long a call to the engine may take
 * @param forEngine the engine's own settings
 */
public record ClusterSettings(
        Optional<ClusterStoreProvider> engine,
        ClusterSecrets secrets,
        Duration timeout,
        ClusterStoreSettings forEngine) {
    private static final String NONE = "none";
    private static final int SHORTEST_SECRET = 32;
    private static final String PREFIX = "journey.cluster.";
    private static final int SPACE_OCTETS = 16;

    /** Reads the settings. */
    public static ClusterSettings read(Settings settings) {
        Duration timeout = settings.get(ClusterKeys.TIMEOUT);
        String space = space(settings);
        Optional<ClusterStoreProvider> engine = engine(settings);
        List<String> secrets = engine.isEmpty() ? List.of() : secrets(settings);
        ClusterStoreSettings forEngine = new ClusterStoreSettings(space, timeout, properties(settings));
        engine.ifPresent(each -> check(each, forEngine, settings));
        return new ClusterSettings(engine, new ClusterSecrets(secrets, space), timeout, forEngine);
    }

    private static void check(ClusterStoreProvider engine, ClusterStoreSettings forEngine, Settings settings) {
        try {
            engine.check(forEngine);
        } catch (IllegalArgumentException e) {
            settings.mistake(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<ClusterStoreProvider> engine(Settings settings) {
        String name = settings.text(ClusterKeys.ENGINE);
        if (name.equals(NONE)) {
            return Optional.empty();
        }
        List<ClusterStoreProvider> all = ServiceLoader.load(ClusterStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        List<ClusterStoreProvider> found =
                all.stream().filter(each -> each.name().equals(name)).toList();
        if (found.size() != 1) {
            String present =
                    all.stream().map(ClusterStoreProvider::name).sorted().collect(Collectors.joining(", "));
            settings.mistake(
                    ClusterKeys.ENGINE,
                    found.isEmpty()
                            ? "is '" + name + "', but the application has no such engine"
                                    + (present.isEmpty() ? "" : ", only " + present)
                                    + "; add org.journeyguard:journeyguard-cluster-" + name
                            : "is '" + name + "', and the application has " + found.size() + " engines of that name");
        }
        return found.stream().findFirst();
    }

    private static List<String> secrets(Settings settings) {
        List<String> secrets = settings.list(ClusterKeys.SECRET);
        boolean isShort =
                secrets.stream().anyMatch(each -> each.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET);
        if (secrets.isEmpty()) {
            settings.mistake(ClusterKeys.SECRET, "is missing although " + ClusterKeys.ENGINE + " is set");
        } else if (isShort) {
            settings.mistake(ClusterKeys.SECRET, "has a secret of less than " + SHORTEST_SECRET + " octets");
        }
        return secrets;
    }

    /** Sets applications apart, and tenants of one application. */
    private static String space(Settings settings) {
        String application = settings.optional(ClusterKeys.NAME);
        URI url = settings.optionalUrl(ApplicationKeys.APP_URL);
        String text = String.join(
                "|",
                application == null ? String.valueOf(url) : application,
                settings.tenant(),
                settings.text(AmKeys.URL),
                settings.text(AmKeys.REALM),
                settings.text(OAuthKeys.CLIENT_ID));
        byte[] digest = Hkdf.hmac(PREFIX.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, SPACE_OCTETS));
    }

    private static Map<String, String> properties(Settings settings) {
        Map<String, String> properties = new HashMap<>();
        for (Key<?> key : ClusterKeys.OF_ENGINES) {
            String value = settings.optional(key);
            if (value != null) {
                properties.put(key.key().substring(PREFIX.length()), value);
            }
        }
        return properties;
    }
}
