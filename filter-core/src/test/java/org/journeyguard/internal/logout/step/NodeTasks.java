package org.journeyguard.internal.logout.step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.resilience.DelayedTasks;
import org.journeyguard.test.ManualTime;

/** A node's thread for delayed tasks, which runs when a test says so. */
public final class NodeTasks implements DelayedTasks {
    private final ManualTime time;
    private final List<Task> waiting = new ArrayList<>();
    private boolean isClosed;
    private boolean isBusy;

    private record Task(Instant due, Runnable deed) {}

    /** Without tasks. */
    public NodeTasks(ManualTime time) {
        this.time = time;
    }

    @Override
    public synchronized boolean in(Duration pause, Runnable deed) {
        return !isClosed && waiting.add(new Task(time.instant().plus(pause), deed));
    }

    /** Runs what is due, one after the other, until nothing is; does nothing if one of them is running. */
    public void run() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        try {
            for (Optional<Task> next = next(); next.isPresent(); next = next()) {
                next.get().deed.run();
            }
        } finally {
            isBusy = false;
        }
    }

    private synchronized Optional<Task> next() {
        Optional<Task> next = waiting.stream()
                .filter(each -> !each.due.isAfter(time.instant()))
                .min(Comparator.comparing(Task::due));
        next.ifPresent(waiting::remove);
        return next;
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        waiting.clear();
    }
}
