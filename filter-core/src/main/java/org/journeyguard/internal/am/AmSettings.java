package org.journeyguard.internal.am;

import java.net.URI;
import java.time.Duration;
import org.journeyguard.internal.am.session.AgentSettings;
import org.journeyguard.internal.am.session.ServiceAccountSettings;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.credential.CookieReader;
import org.journeyguard.internal.http.ConnectionSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings for calls to AM.
 *
 * @param url without a trailing slash
 * @param publicUrl without a trailing slash
 * @param realm as an AM path
 * @param cookieName null to get it from AM
 * @param lbCookie name of the cookie for AM's load balancer; null for none
 * @param connection with a positive connect timeout
 * @param timeout positive
 * @param maxCalls at least one
 * @param maxCallsPerSecond at least one
 * @param agent null if there is none
 * @param serviceAccount lists and ends sessions instead of the agent; null if there is none
 * @param notifications whether the agent listens to AM
 * @param trustsTransactionIds whether the transaction ids of clients are passed on
 */
public record AmSettings(
        URI url,
        URI publicUrl,
        String realm,
        @Nullable String cookieName,
        @Nullable String lbCookie,
        ConnectionSettings connection,
        Duration timeout,
        int maxCalls,
        int maxCallsPerSecond,
        @Nullable AgentSettings agent,
        @Nullable ServiceAccountSettings serviceAccount,
        boolean notifications,
        boolean trustsTransactionIds) {
    /** Reads the settings. */
    public static AmSettings read(Settings settings) {
        URI url = settings.url(AmKeys.URL);
        URI publicUrl = settings.optionalUrl(AmKeys.PUBLIC_URL);
        return new AmSettings(
                url,
                publicUrl == null ? url : publicUrl,
                realm(settings),
                CookieReader.name(settings, AmKeys.COOKIE_NAME),
                lbCookie(settings),
                ConnectionSettings.read(settings),
                settings.get(AmKeys.TIMEOUT),
                settings.get(AmKeys.MAX_CALLS),
                settings.get(AmKeys.MAX_CALLS_PER_SECOND),
                AgentSettings.read(settings),
                ServiceAccountSettings.read(settings),
                settings.get(AmKeys.NOTIFICATIONS),
                settings.get(AmKeys.TRUST_TRANSACTION_ID));
    }

    private static @Nullable String lbCookie(Settings settings) {
        String name = settings.text(AmKeys.LB_COOKIE);
        if (!CookieReader.isName(name)) {
            settings.mistake(AmKeys.LB_COOKIE, "is '" + name + "'; expected a cookie name, or none");
        }
        return name.equals("none") ? null : name;
    }

    private static String realm(Settings settings) {
        String written = settings.text(AmKeys.REALM);
        String realm =
                written.length() > 1 && written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        boolean wellFormed = realm.startsWith("/")
                && !written.contains("//")
                && realm.chars().noneMatch(c -> c <= ' ' || "?#%;\\".indexOf(c) >= 0);
        if (!wellFormed) {
            settings.mistake(AmKeys.REALM, "is '" + written + "'; expected a realm path");
        }
        return realm;
    }
}
