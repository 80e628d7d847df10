package org.journeyguard.internal.logout;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * How users sign out.
 *
 * @param paths that end the session
 * @param everywherePaths that end all sessions of the user
 * @param redirect a path below the context, or an absolute URL
 * @param allowedRedirects absolute URLs for {@code goto}
 * @param timeout how long to wait for remote steps; positive
 * @param postLogoutRedirectUri null for none
 * @param backChannelPath null if no logout tokens are received
 */
public record LogoutSettings(
        List<PathPattern> paths,
        List<PathPattern> everywherePaths,
        String redirect,
        Set<String> allowedRedirects,
        Duration timeout,
        @Nullable String postLogoutRedirectUri,
        @Nullable String backChannelPath) {
    /** Reads the settings. */
    public static LogoutSettings read(Settings settings) {
        String redirect = settings.text(LogoutKeys.REDIRECT);
        boolean path = redirect.startsWith("/") && !redirect.startsWith("//") && redirect.indexOf('\\') < 0;
        if (!path && Settings.absoluteHttpUrl(redirect) == null) {
            settings.mistake(LogoutKeys.REDIRECT, "is '" + redirect + "'; expected a path or an absolute URL");
        }
        List<String> allowed = settings.list(LogoutKeys.ALLOWED_REDIRECTS);
        for (String url : allowed) {
            if (Settings.absoluteHttpUrl(url) == null) {
                settings.mistake(LogoutKeys.ALLOWED_REDIRECTS, "has '" + url + "'; expected an absolute http(s) URL");
            }
        }
        URI back = settings.optionalUrlWithQuery(LogoutKeys.POST_LOGOUT_REDIRECT_URI);
        return new LogoutSettings(
                PathPattern.list(settings, LogoutKeys.PATHS),
                PathPattern.list(settings, LogoutKeys.EVERYWHERE_PATHS),
                redirect,
                Set.copyOf(allowed),
                settings.get(LogoutKeys.TIMEOUT),
                back == null ? null : back.toString(),
                settings.path(LogoutKeys.BACKCHANNEL_PATH).orElse(null));
    }
}
