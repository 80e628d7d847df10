package org.journeyguard.internal.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/** Reads the configurations of the application and of each tenant, and reports all their faults. */
public final class TenantsReader {
    private final Settings settings;
    private final List<String> mistakes = new ArrayList<>();

    private TenantsReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads and checks all settings.
     *
     * @param settings the source
     * @throws InvalidConfiguration naming every fault
     */
    public static Tenants read(Settings settings) {
        return new TenantsReader(settings).read();
    }

    /**
     * Returns whether Jakarta Security is enabled; called before an application has filters.
     *
     * @param settings without init-params
     * @throws InvalidConfiguration if the value is neither true nor false
     */
    public static boolean jakartaSecurity(Settings settings) {
        return ConfigReader.jakartaSecurity(settings);
    }

    private Tenants read() {
        SettingsReader values = new SettingsReader(settings);
        if (values.isSet(ApplicationKeys.PATHS)) {
            values.mistake(
                    ApplicationKeys.PATHS, "is set, and only tenants have such paths (journey.tenants.<name>.paths)");
        }
        JourneyConfig defaultTenant = new ConfigReader(values).read();
        List<Tenants.Tenant> named = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name : values.list(ApplicationKeys.TENANTS)) {
            if (!Settings.isTenantName(name) || !names.add(name)) {
                values.mistake(
                        ApplicationKeys.TENANTS, "has '" + name + "'; expected different names of a-z, 0-9 and -");
            } else {
                named.add(tenant(name));
            }
        }
        mistakes.addAll(0, values.mistakes());
        checkOverlaps(named);
        checkCookies(defaultTenant, named);
        if (!mistakes.isEmpty()) {
            throw new InvalidConfiguration(mistakes.stream().distinct().toList());
        }
        return new Tenants(defaultTenant, named);
    }

    private Tenants.Tenant tenant(String name) {
        SettingsReader values = new SettingsReader(settings.of(name));
        List<PathPattern> paths = values.patterns(ApplicationKeys.PATHS);
        if (paths.isEmpty() || !paths.stream().allMatch(PathPattern::isPlain)) {
            values.mistake(ApplicationKeys.PATHS, "has to be paths such as /alpha/* and /alpha.html, without a method");
        }
        JourneyConfig config = new ConfigReader(values).read();
        requireOwn(values, LogoutKeys.PATHS, paths);
        requireOwn(values, LogoutKeys.EVERYWHERE_PATHS, paths);
        requireOwn(values, LogoutKeys.BACKCHANNEL_PATH, paths);
        if (config.oauth().client().id() != null) {
            requireOwn(values, OAuthKeys.REDIRECT_PATH, paths);
        }
        mistakes.addAll(values.mistakes());
        return new Tenants.Tenant(paths, config);
    }

    /** A path of another tenant, or of none, would never be requested here. */
    private static void requireOwn(SettingsReader values, Key<?> key, List<PathPattern> paths) {
        for (PathPattern pattern : values.patterns(key)) {
            if (paths.stream().noneMatch(own -> own.covers(pattern))) {
                values.mistake(key, "has '" + pattern + "'; expected one of the tenant's paths " + paths);
            }
        }
    }

    private void checkOverlaps(List<Tenants.Tenant> named) {
        for (int i = 0; i < named.size(); i++) {
            for (int j = i + 1; j < named.size(); j++) {
                List<PathPattern> one = named.get(i).paths();
                List<PathPattern> other = named.get(j).paths();
                boolean overlap = one.stream().anyMatch(a -> other.stream().anyMatch(b -> a.covers(b) || b.covers(a)));
                if (overlap) {
                    mistakes.add("journey.tenants." + named.get(j).config().tenant() + ".paths overlap with those of "
                            + named.get(i).config().tenant() + ", and each path can be of one tenant only");
                }
            }
        }
    }

    /** Tenants that read the same cookie would take each other's sessions for invalid. */
    private void checkCookies(JourneyConfig defaultTenant, List<Tenants.Tenant> named) {
        Set<@Nullable String> cookies = new HashSet<>();
        cookies.add(defaultTenant.login().appSession().cookie());
        for (Tenants.Tenant tenant : named) {
            String cookie = tenant.config().login().appSession().cookie();
            if (cookie != null && !cookies.add(cookie)) {
                mistakes.add("journey.tenants." + tenant.config().tenant()
                        + ".app-session.cookie is the same as another tenant's; each needs its own");
            }
        }
    }
}
