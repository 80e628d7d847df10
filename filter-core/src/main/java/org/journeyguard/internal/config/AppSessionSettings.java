package org.journeyguard.internal.config;

import java.time.Duration;
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
    static AppSessionSettings read(SettingsReader values) {
        String cookie = values.optional(AppSessionKeys.COOKIE);
        if (cookie != null && !CookieReader.isName(cookie)) {
            values.mistake(AppSessionKeys.COOKIE, "is '" + cookie + "'; expected a cookie name");
        }
        return new AppSessionSettings(
                cookie,
                values.get(AppSessionKeys.LIFETIME),
                values.get(AppSessionKeys.IDLE_TIME),
                values.get(AppSessionKeys.MAX_SESSIONS),
                values.get(AppSessionKeys.MAX_SESSIONS_PER_USER),
                values.get(SessionKeys.CACHE_TTL),
                values.get(AmKeys.TIMEOUT));
    }
}
