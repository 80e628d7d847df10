package org.journeyguard.internal.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreProvider;
import org.journeyguard.spi.ClusterStoreSettings;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;

/** A node that remembers what has ended, here and elsewhere, from its start on. Loses, repeats and delays reports if it has to. */
final class LogNode implements ClusterStoreProvider, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_DELAY_MILLIS = 2_000;

    final ManualTime time;
    final Random random;
    final ManualTasks tasks;
    final Clock clock;
    private final DelayedTasks own;
    final Cluster cluster;
    final ClusterLog log;
    /** What has ended, until when it matters. */
    final Map<TokenDigest, Instant> ended = new HashMap<>();

    /** In percent. */
    int lostReports;

    boolean losesResumption;
    boolean mixesReports;
    private final MemoryEngine engine;
    private @Nullable MemoryNode connection;

    LogNode(MemoryEngine engine, ManualTime time, ManualTasks tasks, Random random, Duration clockError) {
        this(engine, time, tasks, random, clockError, "0123456789abcdef0123456789abcdef");
    }

    LogNode(
            MemoryEngine engine,
            ManualTime time,
            ManualTasks tasks,
            Random random,
            Duration clockError,
            String secret) {
        this.engine = engine;
        this.time = time;
        this.tasks = tasks;
        this.random = random;
        this.clock = Clock.offset(time, clockError);
        this.cluster =
                Cluster.open(settings(secret), Observers.NONE, time::nanoTime).orElseThrow();
        this.own = tasks.ofNode();
        this.log = new ClusterLog(cluster, random.nextLong(), clock, own);
    }

    private ClusterSettings settings(String secret) {
        String space = "space";
        return new ClusterSettings(
                Optional.of(this),
                new ClusterSecrets(List.of(secret), space),
                TIMEOUT,
                new ClusterStoreSettings(space, TIMEOUT, Map.of()));
    }

    LogNode started() {
        log.start(record -> ended.merge(record.key(), record.expiresAt(), LogNode::later));
        return this;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    void end(TokenDigest key, Duration lasts) {
        ended.merge(key, clock.instant().plus(lasts), LogNode::later);
        log.add(LogRecord.Kind.ENDED, key, Instant.EPOCH, lasts);
    }

    boolean isEnded(TokenDigest key) {
        return ended.getOrDefault(key, Instant.MIN).isAfter(clock.instant());
    }

    MemoryNode connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        MemoryNode opened = engine.open(settings, new ClusterStoreListener() {
            @Override
            public void changed(String name) {
                report(listener, name);
            }

            @Override
            public void resumed() {
                if (!losesResumption) {
                    listener.resumed();
                }
            }
        });
        connection = opened;
        return opened;
    }

    private void report(ClusterStoreListener listener, String name) {
        if (random.nextInt(100) < lostReports) {
            return;
        }
        if (!mixesReports || random.nextBoolean()) {
            listener.changed(name);
        }
        if (mixesReports) {
            tasks.in(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS)), () -> listener.changed(name));
        }
    }

    /** Ends like a process that is killed. */
    @Override
    public void close() {
        own.close();
        cluster.close();
    }
}
