package org.journeyguard.internal.am.notification;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.resilience.DelayedTasks;

/** Does at once what may be done at once, and what is to be done later when a test says so. */
final class TestDelayedTasks implements DelayedTasks {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ConcurrentLinkedQueue<Waiting> waiting = new ConcurrentLinkedQueue<>();

    private record Waiting(Duration pause, Runnable task) {
        boolean isBeat() {
            return pause.equals(NotificationSocket.BEAT);
        }
    }

    @Override
    public boolean in(Duration pause, Runnable task) {
        try {
            if (pause.isZero()) {
                Future<?> unused = thread.submit(task);
            } else {
                waiting.add(new Waiting(pause, task));
            }
            return !thread.isShutdown();
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Half a minute has passed. */
    void beat() {
        run(Waiting::isBeat, () -> {});
    }

    /** The same, if something is to be done then. */
    void beatIfDue() {
        if (waiting.stream().anyMatch(Waiting::isBeat)) {
            beat();
        }
    }

    /** The pause before the next attempt has passed. */
    Duration attempt() {
        return attempt(() -> {});
    }

    /** The same, and something has changed meanwhile. */
    Duration attempt(Runnable meanwhile) {
        return run(each -> !each.isBeat(), meanwhile);
    }

    private Duration run(Predicate<Waiting> which, Runnable meanwhile) {
        Await.until("something is to be done later", () -> waiting.stream().anyMatch(which));
        meanwhile.run();
        List<Waiting> due = waiting.stream().filter(which).toList();
        waiting.removeAll(due);
        due.forEach(each -> in(Duration.ZERO, each.task));
        return due.get(0).pause;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
