package org.journeyguard.config;

import java.net.URI;
import java.util.Map;
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
        Way way = values.choice(ConfigKey.LOGIN, Map.of("am", Way.AM, "oidc", Way.OIDC, "none", Way.NONE));
        if (way == Way.OIDC && !values.isSet(ConfigKey.OAUTH_CLIENT_ID)) {
            values.mistake(ConfigKey.OAUTH_CLIENT_ID, "is missing, and journey.login=oidc needs a client");
        }
        URI page = values.optionalUrlWithQuery(ConfigKey.LOGIN_URL);
        return new JourneyConfig.Login(
                way,
                way == Way.NONE ? null : page == null ? am + "/UI/Login" : page.toString(),
                values.duration(ConfigKey.LOGIN_TIMEOUT),
                new JourneyConfig.AppSessions(
                        cookie(),
                        values.duration(ConfigKey.APP_SESSION_LIFETIME),
                        values.duration(ConfigKey.APP_SESSION_IDLE_TIME),
                        values.number(ConfigKey.APP_SESSION_MAX_SESSIONS),
                        values.number(ConfigKey.APP_SESSION_MAX_SESSIONS_PER_USER)));
    }

    private @Nullable String cookie() {
        String name = values.optional(ConfigKey.APP_SESSION_COOKIE);
        if (name != null && !CookieReader.isName(name)) {
            values.mistake(ConfigKey.APP_SESSION_COOKIE, "is '" + name + "'; expected a cookie name");
        }
        return name;
    }
}
