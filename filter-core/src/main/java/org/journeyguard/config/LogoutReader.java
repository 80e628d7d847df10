package org.journeyguard.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.journeyguard.decide.PathPattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code journey.logout.*} says. */
final class LogoutReader {
    /** HMAC-SHA256 wants a key as long as its output (RFC 2104, 3). */
    private static final int SHORTEST_SECRET = 32;

    private final Values values;

    LogoutReader(Values values) {
        this.values = values;
    }

    JourneyConfig.Logout read() {
        List<PathPattern> paths = values.patterns(ConfigKey.LOGOUT_PATHS);
        String redirect = values.text(ConfigKey.LOGOUT_REDIRECT);
        boolean path = redirect.startsWith("/") && !redirect.startsWith("//") && redirect.indexOf('\\') < 0;
        if (!path && Values.absoluteHttpUrl(redirect) == null) {
            values.mistake(ConfigKey.LOGOUT_REDIRECT, "is '" + redirect + "'; expected a path or an absolute URL");
        }
        List<String> allowed = values.list(ConfigKey.LOGOUT_ALLOWED_REDIRECTS);
        for (String url : allowed) {
            if (Values.absoluteHttpUrl(url) == null) {
                values.mistake(
                        ConfigKey.LOGOUT_ALLOWED_REDIRECTS, "has '" + url + "'; expected an absolute http(s) URL");
            }
        }
        URI back = values.optionalUrlWithQuery(ConfigKey.LOGOUT_POST_LOGOUT_REDIRECT_URI);
        return new JourneyConfig.Logout(
                paths,
                values.patterns(ConfigKey.LOGOUT_EVERYWHERE_PATHS),
                redirect,
                Set.copyOf(allowed),
                values.duration(ConfigKey.LOGOUT_TIMEOUT),
                back == null ? null : back.toString(),
                notice(),
                backChannelPath());
    }

    private JourneyConfig.Notice notice() {
        List<URI> urls = new ArrayList<>();
        for (String url : values.list(ConfigKey.LOGOUT_NOTIFY)) {
            URI uri = Values.absoluteHttpUrl(url);
            if (uri == null) {
                values.mistake(ConfigKey.LOGOUT_NOTIFY, "has '" + url + "'; expected an absolute http(s) URL");
            } else {
                urls.add(uri);
            }
        }
        String secret = values.optional(ConfigKey.LOGOUT_NOTIFY_SECRET);
        if (secret != null && secret.length() < SHORTEST_SECRET) {
            values.mistake(ConfigKey.LOGOUT_NOTIFY_SECRET, "is shorter than " + SHORTEST_SECRET + " characters");
        } else if (secret == null && values.isSet(ConfigKey.LOGOUT_NOTIFY)) {
            values.mistake(ConfigKey.LOGOUT_NOTIFY_SECRET, "is missing although journey.logout.notify is set");
        }
        return new JourneyConfig.Notice(List.copyOf(urls), secret);
    }

    private @Nullable String backChannelPath() {
        String path = values.optional(ConfigKey.LOGOUT_BACKCHANNEL_PATH);
        if (path != null && !Values.isPath(path)) {
            values.mistake(ConfigKey.LOGOUT_BACKCHANNEL_PATH, "is '" + path + "'; expected a path");
        }
        return path;
    }
}
