package org.journeyguard.internal.appsession;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.Token;
import org.journeyguard.fixtures.Heap;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.spi.MemoryEngine;

/** Says how much memory a session of the application's own takes with its tokens. The figures are in docs/performance.md. */
public final class AppSessionMemory {
    private static final int SESSIONS = 20_000;
    private static final int ID_TOKEN = 1_200;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final SessionIndex.Scope SCOPE = new SessionIndex.Scope(true, true);

    private AppSessionMemory() {}

    /** Fills a registry and a store, with short tokens and with long ones, in memory and then in an engine. */
    public static void main(String[] args) {
        for (int length : new int[] {36, 1_500}) {
            long before = Heap.used();
            try (SessionStores stores = index().over(SessionStores.inMemory(Long.MAX_VALUE, System::nanoTime))) {
                SessionRegistry registry = fill(stores, length);
                say(length, "here", (Heap.used() - before) / registry.size());
            }
            MemoryEngine engine = new MemoryEngine(System::nanoTime);
            try (Cluster cluster = new TestNode(engine).open(System::nanoTime);
                    SessionStores stores = index(cluster)
                            .over(SessionStores.shared(cluster, Duration.ZERO, 0, Runnable::run, System::nanoTime))) {
                fill(stores, length);
                System.out.printf(Locale.ROOT, "%.1f entries of each session%n", (double) engine.entries() / SESSIONS);
                say(length, "in the engine", engine.octets() / SESSIONS);
            }
        }
    }

    private static void say(int length, String where, long each) {
        System.out.printf(
                Locale.ROOT,
                "%,d sessions, tokens of %,d characters: %,d bytes each %s%n",
                SESSIONS,
                length,
                each,
                where);
    }

    private static LogoutRecords logouts() {
        return new LogoutRecords(HOUR, LogWriter.NONE, System::nanoTime);
    }

    private static SessionIndex index() {
        return SessionIndex.inMemory(SCOPE, AppSessionMemory::claims, logouts(), Clock.systemUTC(), System::nanoTime);
    }

    private static SessionIndex index(Cluster cluster) {
        return SessionIndex.shared(
                cluster,
                SCOPE,
                AppSessionMemory::claims,
                HOUR,
                logouts(),
                task -> false,
                Clock.systemUTC(),
                System::nanoTime);
    }

    private static SessionRegistry fill(SessionStores stores, int length) {
        SessionRegistry registry = new SessionRegistry(HOUR, SESSIONS, SESSIONS, System::nanoTime);
        for (int i = 0; i < SESSIONS; i++) {
            begin(registry, stores, i, length);
        }
        return registry;
    }

    private static void begin(SessionRegistry registry, SessionStores stores, int number, int length) {
        Instant now = Instant.now();
        String name = "user" + number;
        String idToken = text(number, ID_TOKEN);
        Map<String, Object> claims = Map.of(
                "iss",
                text(number, 60),
                "sub",
                name,
                "sid",
                text(number, 40),
                "acr",
                "0",
                "exp",
                now.getEpochSecond(),
                "name",
                text(number, 20),
                "email",
                text(number, 30),
                "realm",
                "/" + number);
        AppIdentity identity = new AppIdentity(name, "/alpha", name, new Claims(claims));
        Token given = new Token(
                text(number, length),
                text(-number, length),
                idToken,
                "Bearer",
                Set.of("openid", "profile"),
                now.plus(HOUR));
        AppSessionState session = new AppSessionState(idToken, now, now, now.plus(HOUR));
        TokenDigest digest = TokenDigest.of(name);
        if (!registry.begin(digest, new KnownAppSession(identity, session, now, now.plus(HOUR)), false)
                || !stores.appSessions().replace(digest, null, session, HOUR)
                || !stores.tokens().replace(digest, null, new TokenSet(given, now, now, true), HOUR)) {
            throw new IllegalStateException("full");
        }
    }

    /** What the index keeps of an ID token. */
    private static Claims claims(String idToken) {
        String number = idToken.replaceFirst("^0+", "");
        return new Claims(Map.of("sub", "user" + number, "sid", text(0, 40) + number));
    }

    private static String text(int number, int length) {
        return String.format(Locale.ROOT, "%0" + length + "d", number);
    }
}
