package org.journeyguard.internal.appsession;

import java.time.Duration;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.SessionKeys;
import org.journeyguard.internal.credential.CookieReader;
import org.jspecify.annotations.Nullable;

/**
 * The application's own sessions.
 *
 * @param cookie name of the cookie; null for the default
 * @param lifetime positive
 * @param idleTime positive
 * @param maxSessions positive
 * @param maxSessionsPerUser positive
 * @param cacheTtl how long a session is cached before the store is asked again; positive
 * @param lookupTimeout how long a request waits for the store; positive
 */
public record AppSessionSettings(
        @Nullable String cookie,
        Duration lifetime,
        Duration idleTime,
        int maxSessions,
        int maxSessionsPerUser,
        Duration cacheTtl,
        Duration lookupTimeout) {
    /** Reads the settings. */
    public static AppSessionSettings read(Settings settings) {
        String cookie = CookieReader.name(settings, AppSessionKeys.COOKIE);
        return new AppSessionSettings(
                cookie,
                settings.get(AppSessionKeys.LIFETIME),
                settings.get(AppSessionKeys.IDLE_TIME),
                settings.get(AppSessionKeys.MAX_SESSIONS),
                settings.get(AppSessionKeys.MAX_SESSIONS_PER_USER),
                settings.get(SessionKeys.CACHE_TTL),
                settings.get(AmKeys.TIMEOUT));
    }
}
