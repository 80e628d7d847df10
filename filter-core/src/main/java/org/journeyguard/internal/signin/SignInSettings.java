package org.journeyguard.internal.signin;

import java.net.URI;
import java.time.Duration;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.config.keys.LoginWay;
import org.journeyguard.internal.config.keys.OAuthKeys;

/**
 * The settings for signing users in.
 *
 * @param way the method
 * @param page AM's login page; not used if users are not redirected
 * @param redirectPath of the redirect URI, below the application's URL
 * @param timeout how long a sign-in by the authorization code flow may take; positive
 */
public record SignInSettings(LoginWay way, String page, String redirectPath, Duration timeout) {
    /** Reads the settings. */
    public static SignInSettings read(Settings settings) {
        URI page = settings.optionalUrlWithQuery(LoginKeys.URL);
        URI am = settings.optionalUrl(AmKeys.PUBLIC_URL);
        return new SignInSettings(
                settings.get(LoginKeys.LOGIN),
                page != null ? page.toString() : (am == null ? settings.url(AmKeys.URL) : am) + "/UI/Login",
                settings.path(OAuthKeys.REDIRECT_PATH).orElseThrow(),
                settings.get(LoginKeys.TIMEOUT));
    }
}
