package org.journeyguard.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.journeyguard.fixtures.Heap;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.ExactToken;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;

/** Prints how much of the heap one remembered session takes, without and with attributes, from a cache that is full of them. */
public final class SessionMemory {
    private static final int SESSIONS = 1_000_000;

    private SessionMemory() {}

    /** Runs for some seconds, and needs a heap of 4 GB. */
    public static void main(String[] args) {
        long before = Heap.used();
        SessionCache full = filled(SESSIONS);
        long identities = Heap.used();
        for (int i = 0; i < SESSIONS; i++) {
            describe(full, i);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d sessions: %d bytes each, and %d for attributes%n",
                SESSIONS,
                (identities - before) / SESSIONS,
                (Heap.used() - identities) / SESSIONS);
        if (full.known(token(SESSIONS - 1)) == null) {
            throw new IllegalStateException("not full");
        }
    }

    /** Adds a mail address and a name, as they come from JSON; the names of attributes are those of the settings. */
    private static void describe(SessionCache cache, int number) {
        KnownSession session = Objects.requireNonNull(cache.known(token(number)));
        Map<String, List<String>> attributes =
                Map.of("mail", List.of("user" + number + "@example.com"), "cn", List.of("User Number " + number));
        session.attributes(new KnownSession.Detail<>(attributes, 0));
    }

    /** A cache of so many sessions, each with texts of its own, as they come from JSON, the realm too. */
    static SessionCache filled(int sessions) {
        SessionCache cache = new SessionCache(sessions, LogWriter.NONE, System::nanoTime);
        Duration left = Duration.ofHours(2);
        for (int i = 0; i < sessions; i++) {
            SsoToken token = token(i);
            cache.confirmed(token, session(token, i, left), 0, left);
        }
        return cache;
    }

    static SsoToken token(int number) {
        return new SsoToken("AQIC5wM2LY4Sfcx" + number);
    }

    static KnownSession session(SsoToken token, int number, Duration left) {
        String name = "user" + number;
        Instant now = Instant.now();
        SsoIdentity identity = new SsoIdentity(
                name,
                String.join("/", "", "alpha"),
                "id=" + name + ",ou=user,o=alpha,ou=services,dc=openam,dc=example,dc=com",
                now,
                now.plus(Duration.ofMinutes(30)),
                now.plus(left),
                now,
                Map.of());
        long nanos = System.nanoTime();
        return new KnownSession(
                ExactToken.of(token),
                new Authentication.Authenticated<>(identity),
                nanos + Duration.ofMinutes(1).toNanos(),
                now.plus(left).toEpochMilli(),
                new KnownSession.Use(nanos, nanos, true, false));
    }
}
