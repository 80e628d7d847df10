package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;

/** Configuration keys for app sessions. */
public final class AppSessionKeys {
    /** Cookie name. */
    public static final Key<String> COOKIE = Key.text("journey.app-session.cookie")
            .example("shop-session")
            .says("Name of the application's own session cookie, for journey.login=oidc. Default on https: "
                    + "__Host-journey at the root, and __Host-journey-session- with six characters of its own for an "
                    + "application below. On plain http: journey-session. Other hosts of the domain can plant a cookie "
                    + "whose name does not begin with __Host-.");

    /** Maximum lifetime. */
    public static final Key<Duration> LIFETIME = Key.duration("journey.app-session.lifetime")
            .orElse("PT8H")
            .example("PT8H")
            .says("Maximum lifetime of the application's own session.");

    /** Maximum idle time. */
    public static final Key<Duration> IDLE_TIME = Key.duration("journey.app-session.idle-time")
            .orElse("PT30M")
            .example("PT30M")
            .says("How long the application's own session lasts without use.");

    /** Maximum number of app sessions. */
    public static final Key<Integer> MAX_SESSIONS = Key.number("journey.app-session.max-sessions")
            .orElse("50000")
            .example("20000")
            .says("Maximum number of the application's own sessions on a node. Above that, users without a session get "
                    + "a 503 instead of signing in. No session ends to make room for another user's.");

    /** Maximum number of app sessions per user. */
    public static final Key<Integer> MAX_SESSIONS_PER_USER = Key.number("journey.app-session.max-sessions-per-user")
            .orElse("100")
            .example("5")
            .says(
                    "Maximum number of the application's own sessions of one user. A further one ends the user's oldest.");

    static final List<Key<?>> ALL = List.of(COOKIE, LIFETIME, IDLE_TIME, MAX_SESSIONS, MAX_SESSIONS_PER_USER);

    private AppSessionKeys() {}
}
