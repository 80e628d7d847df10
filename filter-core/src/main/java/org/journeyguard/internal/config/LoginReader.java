package org.journeyguard.internal.config;

import java.net.URI;
import org.journeyguard.internal.config.keys.AppSessionKeys;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.credential.CookieReader;
import org.jspecify.annotations.Nullable;

/** Reads how users sign in. */
final class LoginReader {
    private final SettingsReader values;

    LoginReader(SettingsReader values) {
        this.values = values;
    }

    /**
     * @param am AM's base URL for browsers
     */
    JourneyConfig.Login read(URI am) {
        LoginWay way = values.get(LoginKeys.LOGIN);
        if (way == LoginWay.OIDC && !values.isSet(OAuthKeys.CLIENT_ID)) {
            values.mistake(OAuthKeys.CLIENT_ID, "is missing, and journey.login=oidc needs a client");
        }
        URI page = values.optionalUrlWithQuery(LoginKeys.URL);
        return new JourneyConfig.Login(
                way,
                way == LoginWay.NONE ? null : page == null ? am + "/UI/Login" : page.toString(),
                values.get(LoginKeys.TIMEOUT),
                new JourneyConfig.AppSessions(
                        cookie(),
                        values.get(AppSessionKeys.LIFETIME),
                        values.get(AppSessionKeys.IDLE_TIME),
                        values.get(AppSessionKeys.MAX_SESSIONS),
                        values.get(AppSessionKeys.MAX_SESSIONS_PER_USER)));
    }

    private @Nullable String cookie() {
        String name = values.optional(AppSessionKeys.COOKIE);
        if (name != null && !CookieReader.isName(name)) {
            values.mistake(AppSessionKeys.COOKIE, "is '" + name + "'; expected a cookie name");
        }
        return name;
    }
}
