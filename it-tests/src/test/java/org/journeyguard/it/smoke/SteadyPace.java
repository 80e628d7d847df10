package org.journeyguard.it.smoke;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Repeats a task at a steady pace, on a thread of its own. */
public final class SteadyPace {
    private static final System.Logger LOG = System.getLogger(SteadyPace.class.getName());
    private static final long MILLISECONDS = 200;

    private SteadyPace() {}

    /**
     * Starts to repeat a task.
     *
     * @param task returns whether it has to be repeated; not repeated after a failure either
     */
    static void repeat(String thread, Callable<Boolean> task) {
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread daemon = new Thread(run, thread);
            daemon.setDaemon(true);
            return daemon;
        });
        ScheduledFuture<?> unused =
                pace.scheduleWithFixedDelay(() -> run(task, pace), MILLISECONDS, MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private static void run(Callable<Boolean> task, ScheduledExecutorService pace) {
        boolean isToBeRepeated = false;
        try {
            isToBeRepeated = task.call();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.INFO, "A stream of events has ended", e);
        }
        if (!isToBeRepeated) {
            pace.shutdown();
        }
    }
}
