package org.journeyguard.internal.config;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.config.keys.SessionKeys;
import org.journeyguard.internal.request.PathPattern;

/**
 * How AM's sessions are cached and renewed.
 *
 * @param cacheTtl positive
 * @param cacheSize at least one
 * @param threshold positive
 * @param passivePaths requests to these are not use of a session
 */
public record SessionSettings(Duration cacheTtl, int cacheSize, Duration threshold, List<PathPattern> passivePaths) {
    static SessionSettings read(SettingsReader values) {
        return new SessionSettings(
                values.get(SessionKeys.CACHE_TTL),
                values.get(SessionKeys.CACHE_SIZE),
                values.get(SessionKeys.THRESHOLD),
                values.patterns(SessionKeys.PASSIVE_PATHS));
    }
}
