package org.journeyguard.internal.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.config.keys.LogoutKeys;
import org.journeyguard.internal.request.PathPattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code journey.logout.*}. */
final class LogoutReader {
    /** HMAC-SHA256 needs a key as long as its output (RFC 2104, 3). */
    private static final int SHORTEST_SECRET = 32;

    private final SettingsReader values;

    LogoutReader(SettingsReader values) {
        this.values = values;
    }

    JourneyConfig.Logout read() {
        List<PathPattern> paths = values.patterns(LogoutKeys.PATHS);
        String redirect = values.text(LogoutKeys.REDIRECT);
        boolean path = redirect.startsWith("/") && !redirect.startsWith("//") && redirect.indexOf('\\') < 0;
        if (!path && SettingsReader.absoluteHttpUrl(redirect) == null) {
            values.mistake(LogoutKeys.REDIRECT, "is '" + redirect + "'; expected a path or an absolute URL");
        }
        List<String> allowed = values.list(LogoutKeys.ALLOWED_REDIRECTS);
        for (String url : allowed) {
            if (SettingsReader.absoluteHttpUrl(url) == null) {
                values.mistake(LogoutKeys.ALLOWED_REDIRECTS, "has '" + url + "'; expected an absolute http(s) URL");
            }
        }
        URI back = values.optionalUrlWithQuery(LogoutKeys.POST_LOGOUT_REDIRECT_URI);
        return new JourneyConfig.Logout(
                paths,
                values.patterns(LogoutKeys.EVERYWHERE_PATHS),
                redirect,
                Set.copyOf(allowed),
                values.get(LogoutKeys.TIMEOUT),
                back == null ? null : back.toString(),
                notice(),
                backChannelPath());
    }

    private JourneyConfig.Notice notice() {
        List<URI> urls = new ArrayList<>();
        for (String url : values.list(LogoutKeys.NOTIFY)) {
            URI uri = SettingsReader.absoluteHttpUrl(url);
            if (uri == null) {
                values.mistake(LogoutKeys.NOTIFY, "has '" + url + "'; expected an absolute http(s) URL");
            } else {
                urls.add(uri);
            }
        }
        String secret = values.optional(LogoutKeys.NOTIFY_SECRET);
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            values.mistake(LogoutKeys.NOTIFY_SECRET, "is shorter than " + SHORTEST_SECRET + " characters");
        } else if (secret == null && values.isSet(LogoutKeys.NOTIFY)) {
            values.mistake(LogoutKeys.NOTIFY_SECRET, "is missing although journey.logout.notify is set");
        }
        return new JourneyConfig.Notice(List.copyOf(urls), secret);
    }

    private @Nullable String backChannelPath() {
        String path = values.optional(LogoutKeys.BACKCHANNEL_PATH);
        if (path != null && !SettingsReader.isPath(path)) {
            values.mistake(LogoutKeys.BACKCHANNEL_PATH, "is '" + path + "'; expected a path");
        }
        return path;
    }
}
