package org.journeyguard.internal.authorization;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.PolicyKeys;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings for AM's policies.
 *
 * @param isOn whether they decide
 * @param policySet AM's name of the policy set
 * @param paths which protected paths they decide about
 * @param asksByJwt whether they also decide about users without an SSO token
 * @param query what of the query is part of the resource
 * @param cacheTtl how long a decision is cached at most
 * @param cacheSize maximum number of cached decisions
 * @param resourceUrl the application's URL in resources, without a trailing slash; null only if the policies are off
 */
public record PolicySettings(
        boolean isOn,
        String policySet,
        List<PathPattern> paths,
        boolean asksByJwt,
        QueryRules query,
        Duration cacheTtl,
        int cacheSize,
        @Nullable URI resourceUrl) {

    /** Reads the settings. */
    public static PolicySettings read(Settings settings) {
        URI own = settings.optionalUrl(PolicyKeys.RESOURCE_URL);
        return new PolicySettings(
                settings.get(PolicyKeys.POLICY),
                settings.text(PolicyKeys.SET),
                PathPattern.list(settings, PolicyKeys.PATHS),
                settings.get(PolicyKeys.JWT),
                QueryRules.read(settings),
                settings.get(PolicyKeys.CACHE_TTL),
                settings.get(PolicyKeys.CACHE_SIZE),
                own == null ? settings.optionalUrl(ApplicationKeys.APP_URL) : own);
    }
}
