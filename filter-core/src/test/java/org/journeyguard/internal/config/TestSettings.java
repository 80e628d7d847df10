package org.journeyguard.internal.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.Keys;
import org.journeyguard.internal.guard.GuardSettings;
import org.journeyguard.internal.guard.Tenants;

/** Settings from init-params and from a real MicroProfile Config that holds nothing but what the test says. */
public final class TestSettings {
    static final String AM = "https://am.example.com/am";
    static final String APP = "https://app.example.com/shop";
    /** The least that is needed. */
    public static final Map<String, String> MINIMAL = Map.of("journey.am.url", AM, "journey.app.url", APP);

    private TestSettings() {}

    /** Of an application with these init-params, and this MicroProfile Config. */
    public static SettingsSource settings(Map<String, String> initParams, Map<String, String> properties) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        // whoever has asked for a configuration before has left one
        resolver.releaseConfig(resolver.getConfig());
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            return SettingsSource.of(initParams);
        } finally {
            resolver.releaseConfig(config);
        }
    }

    /** The key of this name. */
    static Key<?> key(String name) {
        return Keys.all().stream()
                .filter(key -> key.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** The least that is needed, and what the test adds or overwrites. */
    public static GuardSettings read(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(MINIMAL);
        all.putAll(properties);
        return Tenants.read(settings(Map.of(), all)).defaultTenant();
    }
}
