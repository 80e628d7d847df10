package org.journeyguard.internal.guard.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.SignInPageKeys;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the application and of each tenant, and reports all their faults. */
final class TenantsReader {
    private final SettingsSource source;
    private final List<String> mistakes = new ArrayList<>();

    TenantsReader(SettingsSource source) {
        this.source = source;
    }

    Tenants read() {
        Settings settings = new Settings(source);
        if (settings.isSet(ApplicationKeys.PATHS)) {
            settings.mistake(
                    ApplicationKeys.PATHS, "is set, and only tenants have such paths (journey.tenants.<name>.paths)");
        }
        GuardSettings defaultTenant = GuardSettings.read(settings);
        List<Tenants.Tenant> named = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String name : settings.list(ApplicationKeys.TENANTS)) {
            if (!SettingsSource.isTenantName(name) || !names.add(name)) {
                settings.mistake(
                        ApplicationKeys.TENANTS, "has '" + name + "'; expected different names of a-z, 0-9 and -");
            } else {
                named.add(tenant(name));
            }
        }
        mistakes.addAll(0, settings.mistakes());
        checkOverlaps(named);
        checkCookies(defaultTenant, named);
        if (!mistakes.isEmpty()) {
            throw new InvalidConfiguration(mistakes.stream().distinct().toList());
        }
        return new Tenants(defaultTenant, named);
    }

    private Tenants.Tenant tenant(String name) {
        Settings settings = new Settings(source.ofTenant(name));
        List<PathPattern> paths = PathPattern.list(settings, ApplicationKeys.PATHS);
        if (paths.isEmpty() || !paths.stream().allMatch(PathPattern::isPlain)) {
            settings.mistake(
                    ApplicationKeys.PATHS, "has to be paths such as /alpha/* and /alpha.html, without a method");
        }
        GuardSettings all = GuardSettings.read(settings);
        requireOwn(settings, LogoutKeys.PATHS, paths);
        requireOwn(settings, LogoutKeys.EVERYWHERE_PATHS, paths);
        requireOwn(settings, LogoutKeys.BACKCHANNEL_PATH, paths);
        if (all.oauth().clientId() != null) {
            requireOwn(settings, OAuthKeys.REDIRECT_PATH, paths);
        }
        if (all.signIn().way() == LoginWay.JOURNEY) {
            requireOwn(settings, SignInPageKeys.PATH, paths);
        }
        mistakes.addAll(settings.mistakes());
        return new Tenants.Tenant(paths, all);
    }

    /** Reports paths outside the tenant's own, whose requests would never reach this tenant. */
    private static void requireOwn(Settings settings, Key<?> key, List<PathPattern> paths) {
        for (PathPattern pattern : PathPattern.list(settings, key)) {
            if (paths.stream().noneMatch(own -> own.covers(pattern))) {
                settings.mistake(key, "has '" + pattern + "'; expected one of the tenant's paths " + paths);
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
                    mistakes.add("journey.tenants." + named.get(j).settings().tenant() + ".paths overlap with those of "
                            + named.get(i).settings().tenant() + ", but a path can belong to one tenant only");
                }
            }
        }
    }

    /** Reports tenants with the same cookie: each would treat the other's sessions as invalid. */
    private void checkCookies(GuardSettings defaultTenant, List<Tenants.Tenant> named) {
        Set<@Nullable String> cookies = new HashSet<>();
        cookies.add(defaultTenant.appSessions().cookie());
        for (Tenants.Tenant tenant : named) {
            String cookie = tenant.settings().appSessions().cookie();
            if (cookie != null && !cookies.add(cookie)) {
                mistakes.add("journey.tenants." + tenant.settings().tenant()
                        + ".app-session.cookie is the same as another tenant's; each needs its own");
            }
        }
    }
}
