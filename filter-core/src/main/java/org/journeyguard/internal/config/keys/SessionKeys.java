package org.journeyguard.internal.config.keys;

import java.time.Duration;
import java.util.List;

/** Configuration keys for AM's sessions. */
public final class SessionKeys {
    /** Cache TTL. */
    public static final Key<Duration> CACHE_TTL = Key.duration("journey.session.cache-ttl")
            .orElse("PT1M")
            .example("PT1M")
            .says("How long a positive validation is cached: the longest time that a session ended at AM remains valid "
                    + "in the application.");

    /** Cache size. */
    public static final Key<Integer> CACHE_SIZE = Key.number("journey.session.cache-size")
            .orElse("100000")
            .example("100000")
            .says("Maximum number of cached sessions.");

    /** Remaining idle time below which a session is renewed. */
    public static final Key<Duration> THRESHOLD = Key.duration("journey.session.threshold")
            .orElse("PT5M")
            .example("PT5M")
            .says("A session in use with less idle time left than this is extended at AM at once. Any other "
                    + "session is extended at its first use when the last use that AM knows of is a minute old, or "
                    + "a quarter of the session's idle time if that is less.");

    /** Paths whose requests are not use of a session. */
    public static final Key<String> PASSIVE_PATHS = Key.text("journey.session.passive-paths")
            .orElse("")
            .example("/api/notifications, GET /api/status/*")
            .says("Paths whose requests do not extend a session, such as those that a page sends without the user.");

    static final List<Key<?>> ALL = List.of(CACHE_TTL, CACHE_SIZE, THRESHOLD, PASSIVE_PATHS);

    private SessionKeys() {}
}
