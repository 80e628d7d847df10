package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;

/** Configuration keys for how users sign out. */
public final class LogoutKeys {
    /** Logout paths. */
    public static final Key<String> PATHS = Key.text("journey.logout.paths")
            .orElse("/logout")
            .example("/logout")
            .says("Paths that end the session.");

    /** Paths that end all sessions. */
    public static final Key<String> EVERYWHERE_PATHS = Key.text("journey.logout.everywhere-paths")
            .orElse("")
            .example("/logout/everywhere")
            .says("Paths that end all of the user's sessions at AM.");

    /** Timeout of a logout. */
    public static final Key<Duration> TIMEOUT = Key.duration("journey.logout.timeout")
            .orElse("PT5S")
            .example("PT5S")
            .says("How long a logout waits for its remote steps. Steps that have not finished by then are repeated in "
                    + "the background.");

    /** Redirect after the OIDC session has ended. */
    public static final Key<String> POST_LOGOUT_REDIRECT_URI = Key.text("journey.logout.post-logout-redirect-uri")
            .example("https://app.example.com/shop/")
            .says(
                    "The post_logout_redirect_uri that is sent when the OpenID Connect session ends. Register it with the "
                            + "client at AM.");

    /** Webhooks. */
    public static final Key<String> NOTIFY = Key.text("journey.logout.notify")
            .orElse("")
            .example("https://audit.example.com/logouts")
            .says("URLs that receive a signed POST after each logout.");

    /** Key of the webhooks' signature. */
    public static final Key<String> NOTIFY_SECRET = Key.text("journey.logout.notify-secret")
            .example("0123456789abcdef0123456789abcdef")
            .says(
                    "The secret, at least 32 characters, that signs the messages to journey.logout.notify (HMAC-SHA256).");

    /** Back-channel logout. */
    public static final Key<String> BACKCHANNEL_PATH = Key.text("journey.logout.backchannel-path")
            .example("/journey/backchannel-logout")
            .says("The path for AM's back-channel logout (OpenID Connect). It needs journey.oauth.client-id and "
                    + "journey.app.url. Default: none.");

    /** Redirect after logout. */
    public static final Key<String> REDIRECT = Key.text("journey.logout.redirect")
            .orElse("/")
            .example("/goodbye")
            .says("Where a user goes after signing out: a path below the context, or an absolute URL.");

    /** Allowed goto values. */
    public static final Key<String> ALLOWED_REDIRECTS = Key.text("journey.logout.allowed-redirects")
            .orElse("")
            .example("https://www.example.com/")
            .says(
                    "Absolute URLs that the goto parameter of a logout can name, compared exactly. Paths of this host are "
                            + "always allowed.");

    static final List<Key<?>> ALL = List.of(
            PATHS,
            EVERYWHERE_PATHS,
            TIMEOUT,
            POST_LOGOUT_REDIRECT_URI,
            NOTIFY,
            NOTIFY_SECRET,
            BACKCHANNEL_PATH,
            REDIRECT,
            ALLOWED_REDIRECTS);

    private LogoutKeys() {}
}
