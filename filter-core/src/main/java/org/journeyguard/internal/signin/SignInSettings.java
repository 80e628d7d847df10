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
 * @param timeout how long a sign-in by the authorization code flow may take, and how long a POST is kept; positive
 * @param keepsPosts whether POSTs are kept while their users sign in
 * @param keptPostSize maximum size of a kept POST in octets; positive
 * @param keptPosts maximum number of POSTs that a node keeps at once; positive
 */
public record SignInSettings(
        LoginWay way,
        String page,
        String redirectPath,
        Duration timeout,
        boolean keepsPosts,
        int keptPostSize,
        int keptPosts) {
    /** Reads the settings. */
    public static SignInSettings read(Settings settings) {
        URI page = settings.optionalUrlWithQuery(LoginKeys.URL);
        URI am = settings.optionalUrl(AmKeys.PUBLIC_URL);
        return new SignInSettings(
                settings.get(LoginKeys.LOGIN),
                page != null ? page.toString() : (am == null ? settings.url(AmKeys.URL) : am) + "/UI/Login",
                settings.path(OAuthKeys.REDIRECT_PATH).orElseThrow(),
                settings.get(LoginKeys.TIMEOUT),
                settings.get(LoginKeys.KEEP_POSTS),
                settings.get(LoginKeys.KEPT_POST_SIZE),
                settings.get(LoginKeys.KEPT_POSTS));
    }
}
