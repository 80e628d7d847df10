package org.journeyguard.internal.web;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.request.TenantPaths;
import org.journeyguard.internal.servlet.RequestPath;
import org.journeyguard.spi.JourneyStatus;
import org.jspecify.annotations.Nullable;

/** The guards of an application: a default one, and one for each tenant. They share nothing. */
final class TenantGuards implements AutoCloseable {
    private final WebGuard defaultTenant;
    private final List<WebGuard> named = new ArrayList<>();
    private final TenantPaths paths;

    /**
     * @throws InvalidConfiguration if the settings of the engine that nodes share are not valid
     */
    TenantGuards(Tenants tenants, ServletContext context, Clock clock, LongSupplier nanoTime) {
        this.defaultTenant = new WebGuard(tenants.defaultTenant(), context, clock, nanoTime);
        try {
            this.paths = new TenantPaths(
                    tenants.named().stream().map(Tenants.Tenant::paths).toList());
            for (Tenants.Tenant tenant : tenants.named()) {
                named.add(new WebGuard(tenant.settings(), context, clock, nanoTime));
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Returns the guard of a path; null when the path can be read in several ways that lead to different guards. */
    @Nullable
    WebGuard of(RequestPath path) {
        OptionalInt number = paths.of(path.raw(), path.container());
        if (number.isEmpty()) {
            return null;
        }
        return number.getAsInt() == TenantPaths.NO_TENANT ? defaultTenant : named.get(number.getAsInt());
    }

    /** Returns the guard of all paths that belong to no tenant. */
    WebGuard defaultTenant() {
        return defaultTenant;
    }

    /**
     * Returns the guard of a tenant by its name; empty for the default one.
     *
     * @throws IllegalArgumentException if there is no such tenant
     */
    WebGuard ofName(String name) {
        return Stream.concat(Stream.of(defaultTenant), named.stream())
                .filter(each -> each.tenant().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no tenant '" + name + "'; journey.tenants lists them"));
    }

    /** Whether a guard is one of these, and not another application's. */
    boolean has(WebGuard webGuard) {
        return webGuard == defaultTenant || named.contains(webGuard);
    }

    /** Returns the status of each. */
    List<JourneyStatus> status() {
        return Stream.concat(Stream.of(defaultTenant), named.stream())
                .map(each -> each.guard().status())
                .toList();
    }

    @Override
    public void close() {
        named.forEach(WebGuard::close);
        defaultTenant.close();
    }
}
