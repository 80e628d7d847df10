package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.test.ManualTime;

/** The tasks of several nodes, in one of the orders that are possible, on the thread of the test. */
final class ManualTasks {
    private static final int MOST = 100_000;

    private final ManualTime time;
    private final Random random;
    private final List<Task> waiting = new ArrayList<>();

    private record Task(Object owner, Instant due, Runnable deed) {}

    ManualTasks(ManualTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    /** The tasks of one node. */
    DelayedTasks ofNode() {
        Object owner = new Object();
        return new DelayedTasks() {
            private boolean isClosed;

            @Override
            public boolean in(Duration pause, Runnable deed) {
                return !isClosed && waiting.add(new Task(owner, time.instant().plus(pause), deed));
            }

            @Override
            public void close() {
                isClosed = true;
                waiting.removeIf(task -> task.owner == owner);
            }
        };
    }

    /** Does something after a pause. */
    void in(Duration pause, Runnable deed) {
        waiting.add(new Task(this, time.instant().plus(pause), deed));
    }

    /** Runs one of the tasks that are due; false if none is. */
    boolean runOne() {
        List<Task> due = waiting.stream()
                .filter(task -> !task.due.isAfter(time.instant()))
                .toList();
        if (due.isEmpty()) {
            return false;
        }
        Task next = due.get(random.nextInt(due.size()));
        waiting.remove(next);
        next.deed.run();
        return true;
    }

    /** Runs what is due until nothing is. */
    void run() {
        for (int i = 0; runOne(); i++) {
            if (i == MOST) {
                throw new AssertionError("there is always more to do");
            }
        }
    }

    /** Lets time pass, and runs what becomes due. */
    void run(Duration forTime) {
        Instant end = time.instant().plus(forTime);
        run();
        while (time.instant().isBefore(end)) {
            Instant next =
                    waiting.stream().map(Task::due).min(Instant::compareTo).orElse(end);
            time.pass(Duration.between(time.instant(), next.isBefore(end) ? next : end));
            run();
        }
    }
}
