package org.journeyguard.internal.logout.step;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.LogoutKeys;

/**
 * Webhooks for logouts. {@code toString()} shows no secret.
 *
 * @param urls of the receivers
 * @param secret the signing key; empty if there are no receivers
 */
public record WebhookSettings(List<URI> urls, String secret) {
    /** HMAC-SHA256 needs a key as long as its output (RFC 2104, 3). */
    private static final int SHORTEST_SECRET = 32;

    /** Reads the settings. */
    public static WebhookSettings read(Settings settings) {
        List<URI> urls = new ArrayList<>();
        for (String url : settings.list(LogoutKeys.NOTIFY)) {
            URI uri = Settings.absoluteHttpUrl(url);
            if (uri == null) {
                settings.mistake(LogoutKeys.NOTIFY, "has '" + url + "'; expected an absolute http(s) URL");
            } else {
                urls.add(uri);
            }
        }
        String secret = settings.text(LogoutKeys.NOTIFY_SECRET);
        if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            settings.mistake(LogoutKeys.NOTIFY_SECRET, "is shorter than " + SHORTEST_SECRET + " characters");
        }
        return new WebhookSettings(List.copyOf(urls), secret);
    }

    @Override
    public String toString() {
        return "WebhookSettings(" + urls + ")";
    }
}
