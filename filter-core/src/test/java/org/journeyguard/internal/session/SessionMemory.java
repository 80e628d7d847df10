package org.journeyguard.internal.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.ExactToken;
import org.journeyguard.internal.credential.SsoIdentity;
import org.journeyguard.internal.credential.SsoToken;

/** Prints what one remembered session takes of the heap, from a cache that is full of them. */
public final class SessionMemory {
    private static final int SESSIONS = 1_000_000;

    private SessionMemory() {}

    /** Runs for some seconds, and needs a heap of 4 GB. */
    public static void main(String[] args) {
        long before = used();
        SessionCache full = filled(SESSIONS);
        long perSession = (used() - before) / SESSIONS;
        System.out.printf(Locale.ROOT, "%,d sessions: %d bytes each%n", SESSIONS, perSession);
        if (full.known(token(SESSIONS - 1)) == null) {
            throw new IllegalStateException("not full");
        }
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

    private static SsoToken token(int number) {
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

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
