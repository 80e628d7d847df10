package org.journeyguard.internal.token;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.OAuthKeys;

/**
 * The settings for obtaining, renewing and caching tokens.
 *
 * @param threshold not negative
 * @param consentImplied whether the application consents for the user
 * @param nameClaims that can hold the user's name, in order of preference
 * @param cacheTtl positive
 * @param cacheSize at least one
 */
public record TokenSettings(
        Duration threshold, boolean consentImplied, List<String> nameClaims, Duration cacheTtl, int cacheSize) {
    /** Reads the settings. */
    public static TokenSettings read(Settings settings) {
        List<String> nameClaims = settings.list(OAuthKeys.NAME_CLAIMS);
        if (nameClaims.isEmpty()) {
            settings.mistake(OAuthKeys.NAME_CLAIMS, "names no claim, so users would have no names");
        }
        return new TokenSettings(
                settings.get(OAuthKeys.THRESHOLD),
                settings.get(OAuthKeys.CONSENT),
                nameClaims,
                settings.get(OAuthKeys.CACHE_TTL),
                settings.get(OAuthKeys.CACHE_SIZE));
    }
}
