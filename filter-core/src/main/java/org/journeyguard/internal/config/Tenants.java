package org.journeyguard.internal.config;

import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.internal.request.PathPattern;

/**
 * The configurations of an application with several AMs, realms or clients, each for its own paths.
 *
 * @param defaultTenant for all paths that belong to no tenant
 * @param named the tenants
 */
public record Tenants(JourneyConfig defaultTenant, List<Tenant> named) {
    /** Copies the list. */
    public Tenants {
        named = List.copyOf(named);
    }

    /** Returns all configurations, the shared one first. */
    public Stream<JourneyConfig> configs() {
        return Stream.concat(Stream.of(defaultTenant), named.stream().map(Tenant::config));
    }

    /**
     * A tenant.
     *
     * @param paths that belong to it and to no other tenant
     * @param config its own settings and the shared ones
     */
    public record Tenant(List<PathPattern> paths, JourneyConfig config) {
        /** Copies the list. */
        public Tenant {
            paths = List.copyOf(paths);
        }
    }
}
