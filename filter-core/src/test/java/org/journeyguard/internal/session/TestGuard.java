package org.journeyguard.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.AmSettings;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.config.TestSettings;
import org.journeyguard.internal.guard.CodeFlowServices;
import org.journeyguard.internal.guard.GuardSettings;
import org.journeyguard.internal.guard.SharedServices;
import org.journeyguard.internal.guard.TestStores;
import org.journeyguard.internal.guard.TokenServices;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.session.RoleSettings.SessionSource;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.spi.TokenStore;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;

/** What stands behind the filter of one application, wired as its runtime does it. */
public final class TestGuard implements AutoCloseable {
    /** How long a yes is believed in all tests. */
    public static final Duration TTL = Duration.ofMinutes(1);

    /** Idle time left that makes a touch urgent, by default. */
    static final Duration THRESHOLD = Duration.ofMinutes(5);

    /** Of the background. */
    private static final int THREADS = 4;

    private final AmClient client;
    private final CookieName cookieName;
    private final CallLimiter limiter;
    private final SessionValidator sessions;
    private final BackgroundTasks background = new BackgroundTasks();
    private final Tombstones tombstones;
    private final LogoutRecords logouts;
    private final SessionStores stores;
    private final Optional<Cluster> cluster;
    private final TokenServices tokens;
    private final Optional<CodeFlowServices> login;

    private TestGuard(ManualTime time, GuardSettings config, SessionStores stores, Optional<Cluster> cluster) {
        AmSettings settings = config.am();
        client = new AmClient(
                settings.url(), settings.realm(), settings.connection(), settings.timeout(), time::nanoTime);
        cookieName = new CookieName(client::serverInfo, settings.cookieName(), settings.timeout(), time::nanoTime);
        limiter = new CallLimiter(settings.maxCalls(), settings.maxCallsPerSecond(), time::nanoTime);
        tombstones = new Tombstones(time::nanoTime);
        sessions = new SessionValidator(
                client,
                cookieName,
                config.sessions(),
                config.roles(),
                limiter,
                background,
                tombstones,
                time,
                time::nanoTime,
                Observers.NONE);
        logouts = new LogoutRecords(config.signIn().timeout(), time::nanoTime);
        this.stores = stores;
        this.cluster = cluster;
        SharedServices shared = new SharedServices(
                client,
                cookieName,
                sessions,
                tombstones,
                logouts,
                limiter,
                background,
                stores,
                cluster,
                time,
                time::nanoTime,
                Observers.NONE);
        tokens = TokenServices.of(config, shared);
        login = CodeFlowServices.of(config, tokens, shared);
    }

    /** Of the root realm, without roles. */
    public static TestGuard of(FakeAm am, ManualTime time) {
        return with(am, time, "/", 32, 100_000, RoleSettings.NONE);
    }

    /** As configured. */
    public static TestGuard of(FakeAm am, ManualTime time, GuardSettings config) {
        return of(time, config);
    }

    /** As configured. */
    public static TestGuard of(ManualTime time, GuardSettings config) {
        return with(time, config, TestStores.of(config, time::nanoTime));
    }

    /** As configured, on one of several nodes that share a store. */
    public static TestGuard sharing(ManualTime time, GuardSettings config, TokenStore store) {
        return with(time, config, SessionStores.over(store, "app|"));
    }

    /** As configured, on one of several nodes. */
    public static TestGuard on(TestNode node, ManualTime time, GuardSettings config) {
        Cluster cluster = node.open(time::nanoTime);
        return new TestGuard(time, config, TestStores.of(config, time::nanoTime), Optional.of(cluster));
    }

    /** As configured, with these stores. */
    public static TestGuard with(ManualTime time, GuardSettings config, SessionStores stores) {
        return new TestGuard(time, config, stores, Optional.empty());
    }

    /** Of another realm. */
    static TestGuard ofRealm(FakeAm am, ManualTime time, String realm) {
        return with(am, time, realm, 32, 100_000, RoleSettings.NONE);
    }

    /** That waits for AM only this long, by the real clock. */
    public static TestGuard impatient(FakeAm am, ManualTime time, Duration timeout, RoleSettings roles) {
        return with(am, time, "/", 32, 100_000, timeout, roles, TTL);
    }

    /** With a bound. */
    static TestGuard bounded(FakeAm am, ManualTime time, int maxCalls) {
        return with(am, time, "/", maxCalls, 100_000, RoleSettings.NONE);
    }

    /** With at most so many strangers per second. */
    static TestGuard limited(FakeAm am, ManualTime time, int maxPerSecond) {
        return with(am, time, "/", 32, maxPerSecond, RoleSettings.NONE);
    }

    /** With roles. */
    static TestGuard withRoles(FakeAm am, ManualTime time, SessionSource source, String name) {
        return with(am, time, "/", 32, 100_000, new RoleSettings(source, name, ""));
    }

    /** That believes AM for longer. */
    static TestGuard believing(FakeAm am, ManualTime time, Duration ttl) {
        return believing(am, time, ttl, Duration.ofSeconds(10));
    }

    /** That believes AM for longer, and waits for it only so long by the real clock. */
    static TestGuard believing(FakeAm am, ManualTime time, Duration ttl, Duration timeout) {
        return with(am, time, "/", 32, 100_000, timeout, RoleSettings.NONE, ttl);
    }

    private static TestGuard with(
            FakeAm am, ManualTime time, String realm, int maxCalls, int maxPerSecond, RoleSettings roles) {
        return with(am, time, realm, maxCalls, maxPerSecond, Duration.ofSeconds(10), roles, TTL);
    }

    private static TestGuard with(
            FakeAm am,
            ManualTime time,
            String realm,
            int maxCalls,
            int maxPerSecond,
            Duration timeout,
            RoleSettings roles,
            Duration ttl) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "journey.am.url", am.url().toString(),
                "journey.am.realm", realm,
                "journey.am.cookie-name", FakeAm.COOKIE,
                "journey.am.timeout", timeout.toString(),
                "journey.am.max-calls", String.valueOf(maxCalls),
                "journey.am.max-calls-per-second", String.valueOf(maxPerSecond),
                "journey.session.cache-ttl", ttl.toString(),
                "journey.session.cache-size", "10000",
                "journey.login", "none"));
        if (roles.ofSession() != SessionSource.NONE) {
            settings.put(
                    "journey.roles.source",
                    roles.ofSession().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            settings.put("journey.roles.name", roles.name());
        }
        return of(time, TestSettings.read(settings));
    }

    /** AM, as this application calls it. */
    public AmClient client() {
        return client;
    }

    /** The name of the cookie. */
    public CookieName cookieName() {
        return cookieName;
    }

    /** How much is in question at once. */
    public CallLimiter limiter() {
        return limiter;
    }

    /** The sessions. */
    public SessionValidator sessions() {
        return sessions;
    }

    /** Where nobody waits. */
    public BackgroundTasks background() {
        return background;
    }

    /** What is to be done in the background has been done. */
    public void finishBackground() {
        CountDownLatch idle = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            assertThat(background.submit(() -> {
                        idle.countDown();
                        await(idle);
                    }))
                    .isTrue();
        }
        await(idle);
    }

    /** Nothing more is done in the background until the gate is opened. */
    CountDownLatch holdBackground() {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < THREADS; i++) {
            assertThat(background.submit(() -> await(gate))).isTrue();
        }
        return gate;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been ended. */
    public Tombstones tombstones() {
        return tombstones;
    }

    /** What has been ended, by AM's names of it. */
    public LogoutRecords logouts() {
        return logouts;
    }

    /** The tokens. */
    public TokenServices tokens() {
        return tokens;
    }

    /**
     * The authorization code flow.
     *
     * @throws IllegalStateException when people sign in in another way
     */
    public CodeFlowServices login() {
        return login.orElseThrow(() -> new IllegalStateException("journey.login is not oidc"));
    }

    /** Where sessions and their tokens are kept. */
    public SessionStores stores() {
        return stores;
    }

    /** What the nodes share. */
    public Cluster cluster() {
        return cluster.orElseThrow();
    }

    @Override
    public void close() {
        background.close();
        stores.close();
        cluster.ifPresent(Cluster::close);
        client.close();
    }
}
