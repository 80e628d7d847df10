package org.journeyguard.internal.config;

import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.internal.request.PathPattern;

/**
 * The configurations of an application that has several AMs, realms or clients, each for paths of its own.
 *
 * @param everybodyElse for all paths that are no tenant's
 * @param named the others
 */
public record Tenants(JourneyConfig everybodyElse, List<Tenant> named) {
    /** Copies the list. */
    public Tenants {
        named = List.copyOf(named);
    }

    /** The configurations of all, everybody's first. */
    public Stream<JourneyConfig> configs() {
        return Stream.concat(Stream.of(everybodyElse), named.stream().map(Tenant::config));
    }

    /**
     * One of them.
     *
     * @param paths that are its own; no other tenant has one of them
     * @param config its own settings, and those that it shares with everybody else
     */
    public record Tenant(List<PathPattern> paths, JourneyConfig config) {
        /** Copies the list. */
        public Tenant {
            paths = List.copyOf(paths);
        }
    }
}
