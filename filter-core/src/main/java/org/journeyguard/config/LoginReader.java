package org.journeyguard.config;

import java.net.URI;
import org.journeyguard.config.JourneyConfig.Login.Way;
import org.journeyguard.credential.CookieReader;
import org.jspecify.annotations.Nullable;

/** Reads how people sign in. */
final class LoginReader {
    private final Values values;

    LoginReader(Values values) {
        this.values = values;
    }

    /**
     * @param am AM's base URL for browsers
     */
    JourneyConfig.Login read(URI am) {
        Way way = values.get(LoginKeys.LOGIN);
        if (way == Way.OIDC && !values.isSet(OAuthKeys.CLIENT_ID)) {
            values.mistake(OAuthKeys.CLIENT_ID, "is missing, and journey.login=oidc needs a client");
        }
        URI page = values.optionalUrlWithQuery(LoginKeys.URL);
        return new JourneyConfig.Login(
                way,
                way == Way.NONE ? null : page == null ? am + "/UI/Login" : page.toString(),
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
