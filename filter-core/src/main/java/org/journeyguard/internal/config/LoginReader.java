package org.journeyguard.internal.config;

import java.net.URI;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;

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
                AppSessionSettings.read(values));
    }
}
