package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode;
import org.journeyguard.test.ManualTime;

/** A node with an outbox, whose tasks run when a test says so. */
final class OutboxNode {
    static final Duration LIMIT = Duration.ofSeconds(5);
    /** By the real clock. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ManualTime time;
    private final TaskExecutor executor;
    private final TestNode node;
    private final Cluster cluster;
    private final NodeTasks attempts;
    private final NodeTasks looks;
    private final LogoutRetryQueue retries;
    private final ClusterOutbox outbox;
    private boolean isFrozen;

    /**
     * @param executor runs the tasks of steps on this node
     */
    OutboxNode(MemoryEngine engine, ManualTime time, TaskExecutor executor, Random random) {
        this(new TestNode(engine), node -> node.open(time::nanoTime), PATIENCE, time, executor, random);
    }

    /**
     * @param open connects the node
     * @param patience of logouts, by the real clock
     * @param executor runs the tasks of steps on this node
     */
    OutboxNode(
            TestNode node,
            Function<TestNode, Cluster> open,
            Duration patience,
            ManualTime time,
            TaskExecutor executor,
            Random random) {
        this.time = time;
        this.executor = executor;
        this.node = node;
        this.cluster = open.apply(node);
        this.attempts = new NodeTasks(time);
        this.looks = new NodeTasks(time);
        this.retries = new LogoutRetryQueue(executor, attempts, LIMIT, time::nanoTime);
        this.outbox = new ClusterOutbox(cluster, retries, LIMIT, patience, time, time::nanoTime, random, looks);
    }

    Cluster cluster() {
        return cluster;
    }

    /** Its connection, to count calls and to switch on faults. */
    MemoryNode connection() {
        return node.connection();
    }

    /** How many steps wait here. */
    int waiting() {
        return retries.waiting();
    }

    /** A logout with these steps, on the thread of the test. */
    void logout(List<LogoutStep> steps) {
        Deadline deadline = Deadline.in(LIMIT, time::nanoTime);
        Outbox.Entry entry = outbox.add(steps);
        for (LogoutStep each : steps) {
            StepResult result = executor.run(each.task(), deadline);
            if (!(result instanceof StepResult.Failed) || !retries.later(each, entry)) {
                entry.remove(each);
            }
        }
        entry.store();
    }

    /** Runs what is due here, unless the node is frozen. */
    void run() {
        if (!isFrozen) {
            looks.run();
            attempts.run();
            looks.run();
        }
    }

    /** Renews the leases and stores what has to be stored, if it is due. */
    void look() {
        looks.run();
    }

    /** Nothing runs here until {@link #wake()}. */
    void freeze() {
        isFrozen = true;
    }

    void wake() {
        isFrozen = false;
    }

    boolean isFrozen() {
        return isFrozen;
    }

    /** Stops without a farewell. */
    void kill() {
        isFrozen = true;
        connection().cutOff();
    }

    /** Stops in good order. */
    void stop() {
        retries.close();
        outbox.close();
    }

    void close() {
        cluster.close();
    }
}
