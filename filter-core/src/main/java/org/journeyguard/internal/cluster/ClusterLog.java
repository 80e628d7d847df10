package org.journeyguard.internal.cluster;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.DelayedTasks;

/**
 * Tells all nodes what has ended on each of them, without a call to the engine by any request. Each node writes a log of its own, and reads
 * those of all others: at its start, when the engine reports a change, and from time to time, in case a report was lost. A node keeps a copy
 * of each log until it expires. Whatever the engine has lost when it is back, for example because it was restarted, the first node that
 * misses it writes again.
 *
 * <p>All calls to the engine are made by one task at a time: first those that write, then those that read changes, then the others.
 */
public final class ClusterLog implements LogWriter, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClusterLog.class.getName());
    /** How often the ends of all logs are read without a report of a change. */
    static final Duration LOOK = Duration.ofSeconds(30);
    /** How many looks pass from one reading of everything to the next. */
    static final int LOOKS_AT_ALL = 20;
    /** More than the clocks of the nodes differ. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    /** How long the end of the application waits for a slow engine. */
    private static final int SECONDS_TO_CLOSE = 5;

    private final Cluster cluster;
    private final LogEntries entries;
    private final Clock clock;
    private final DelayedTasks tasks;
    private final LogCopies copies;
    private final LogWork work;
    private final Queue<LogRecord> added = new ConcurrentLinkedQueue<>();
    private final Queue<String> changed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final AtomicBoolean isResumed = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile Consumer<LogRecord> receiver = record -> {};
    private volatile boolean isComplete;
    private volatile boolean isClosing;

    // only for the task
    private boolean isPaused;
    private boolean isFailing;
    private int looks;

    /**
     * @param writer this node, since its start
     * @param clock of the nodes; may differ by minutes
     * @param tasks runs the calls to the engine, one after the other; closed with this
     */
    ClusterLog(Cluster cluster, long writer, Clock clock, DelayedTasks tasks) {
        this.cluster = cluster;
        this.clock = clock;
        this.tasks = tasks;
        this.copies = new LogCopies(cluster.names(), writer, this::tell);
        this.entries = new LogEntries(cluster.announced(), copies, clock);
        this.work = new LogWork(writer);
        cluster.onChange(this::changed);
        cluster.onResumed(() -> {
            isResumed.set(true);
            wake();
        });
    }

    /** Creates the log of this node. Does nothing until {@link #start}. */
    public ClusterLog(Cluster cluster, Clock clock) {
        this(cluster, new SecureRandom().nextLong(), clock, DelayedTasks.onThread("journeyguard-cluster-log"));
    }

    /**
     * Begins to read. Never waits.
     *
     * @param receiver gets the records of other nodes that have not expired, on one thread; must not block
     */
    public void start(Consumer<LogRecord> receiver) {
        this.receiver = receiver;
        work.check(copies.names());
        wake();
        lookLater();
    }

    @Override
    public void add(LogRecord.Kind kind, TokenDigest key, Instant time, Duration lasts) {
        added.add(new LogRecord(kind, key, time, clock.instant().plus(lasts).plus(CLOCKS_DIFFER_BY)));
        wake();
    }

    @Override
    public boolean isComplete() {
        return isComplete;
    }

    private void changed(String name) {
        if (copies.has(name) && !copies.isOwn(name)) {
            changed.add(name);
            wake();
        }
    }

    private void tell(LogRecord record) {
        if (record.expiresAt().isAfter(clock.instant())) {
            try {
                receiver.accept(record);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "What has ended on another node could not be ended here", e);
            }
        }
    }

    private void wake() {
        if (isAwake.compareAndSet(false, true) && !tasks.in(Duration.ZERO, this::step)) {
            isAwake.set(false);
        }
    }

    private void lookLater() {
        boolean unused = tasks.in(LOOK, this::look);
    }

    private void look() {
        copies.dropExpired(clock.instant());
        looks++;
        work.check(looks % LOOKS_AT_ALL == 0 ? copies.names() : copies.growing());
        wake();
        lookLater();
    }

    private void step() {
        isAwake.set(false);
        if (isResumed.getAndSet(false)) {
            isPaused = false;
            work.check(copies.names());
        }
        takeReports();
        LogWork.Turn turn = isPaused ? null : work.next();
        if (turn != null) {
            run(turn);
            wake();
        }
        if (isClosing && (isPaused || isWritten())) {
            written.countDown();
        }
    }

    private boolean isWritten() {
        return added.isEmpty() && !work.hasWrites();
    }

    private void run(LogWork.Turn turn) {
        try {
            if (!entries.synchronize(turn.name())) {
                turn.queue().add(turn.name());
            }
            copies.takeListed().forEach(work::read);
            if (entries.takeLoss()) {
                cluster.resume();
            }
            succeeded();
        } catch (Unavailable e) {
            turn.queue().add(turn.name());
            failed(e.retryAfter());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A log of what has ended could not be read or written", e);
        }
    }

    private void takeReports() {
        List<LogRecord> records = new ArrayList<>();
        for (LogRecord next = added.poll(); next != null; next = added.poll()) {
            records.add(next);
        }
        copies.add(records).forEach(work::write);
        for (String next = changed.poll(); next != null; next = changed.poll()) {
            work.read(next);
        }
    }

    private void succeeded() {
        isComplete |= copies.isComplete();
        if (isFailing && isComplete) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The cluster's engine answers: what has ended on other nodes is known here");
            isFailing = false;
        }
    }

    private void failed(Duration pause) {
        if (!isFailing) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The cluster's engine does not answer: what has ended on other nodes is not known here until it does");
        }
        isFailing = true;
        isPaused = true;
        boolean unused = tasks.in(pause, () -> {
            isPaused = false;
            wake();
        });
    }

    @Override
    public void close() {
        isClosing = true;
        wake();
        try {
            boolean unused = written.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tasks.close();
    }
}
