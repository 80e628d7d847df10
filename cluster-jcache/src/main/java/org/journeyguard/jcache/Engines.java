package org.journeyguard.jcache;

import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.journeyguard.spi.ClusterStoreSettings;
import org.jspecify.annotations.Nullable;

/** Finds the engine: what is configured, or Payara's data grid, or the only JCache provider. */
final class Engines {
    private static final String PROVIDER = "jcache.provider";
    private static final String URI = "jcache.uri";

    private Engines() {}

    /** @throws MisconfiguredEngine if there is none, or if the settings are not valid */
    static Engine find(ClusterStoreSettings settings) {
        boolean isConfigured =
                settings.property(PROVIDER).or(() -> settings.property(URI)).isPresent();
        if (!isConfigured && Present.isPresent("com.hazelcast.core.HazelcastInstance") && dataGrid() != null) {
            return new DataGrid(settings.space(), Engines::dataGrid);
        }
        return CachingEngine.of(settings.space(), settings.property(PROVIDER), settings.property(URI));
    }

    @SuppressWarnings("BanJNDI") // the container's own name
    private static @Nullable Object dataGrid() {
        try {
            return InitialContext.doLookup("payara/Hazelcast");
        } catch (NamingException e) {
            return null;
        }
    }
}
