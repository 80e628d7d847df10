package org.journeyguard.internal.guard.settings;

import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.request.PathPattern;

/**
 * The settings of an application with several AMs, realms or clients, each for its own paths.
 *
 * @param defaultTenant for all paths that belong to no tenant
 * @param named the tenants
 */
public record Tenants(GuardSettings defaultTenant, List<Tenant> named) {
    /**
     * Reads and checks all settings of an application.
     *
     * @throws InvalidConfiguration that names every fault
     */
    public static Tenants read(SettingsSource source) {
        return new TenantsReader(source).read();
    }

    /** Copies the list. */
    public Tenants {
        named = List.copyOf(named);
    }

    /** Returns all settings, the shared one first. */
    public Stream<GuardSettings> all() {
        return Stream.concat(Stream.of(defaultTenant), named.stream().map(Tenant::settings));
    }

    /**
     * A tenant.
     *
     * @param paths that belong to it and to no other tenant
     * @param settings its own settings, and the shared ones for all other keys
     */
    public record Tenant(List<PathPattern> paths, GuardSettings settings) {
        /** Copies the list. */
        public Tenant {
            paths = List.copyOf(paths);
        }
    }
}
