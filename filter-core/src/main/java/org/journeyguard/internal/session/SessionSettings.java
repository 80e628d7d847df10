package org.journeyguard.internal.session;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.SessionKeys;
import org.journeyguard.internal.request.PathPattern;

/**
 * The settings for caching AM's sessions and keeping them alive.
 *
 * @param cacheTtl positive
 * @param cacheSize at least one
 * @param threshold positive
 * @param passivePaths paths whose requests are not use of a session
 */
public record SessionSettings(Duration cacheTtl, int cacheSize, Duration threshold, List<PathPattern> passivePaths) {
    /** Reads the settings. */
    public static SessionSettings read(Settings settings) {
        return new SessionSettings(
                settings.get(SessionKeys.CACHE_TTL),
                settings.get(SessionKeys.CACHE_SIZE),
                settings.get(SessionKeys.THRESHOLD),
                PathPattern.list(settings, SessionKeys.PASSIVE_PATHS));
    }
}
