package org.journeyguard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Many threads that do the same at once.
 *
 * @param <T> what each of them brings
 */
public final class Crowd<T> implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final ExecutorService threads;
    private final Queue<Thread> members = new ConcurrentLinkedQueue<>();
    private final List<Future<T>> outcomes = new ArrayList<>();

    private Crowd(int size) {
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "crowd");
            members.add(thread);
            return thread;
        });
    }

    /**
     * Lets all of them go at the same moment.
     *
     * @param deed by number, from zero
     */
    public static <T> Crowd<T> of(int size, IntFunction<T> deed) {
        Crowd<T> crowd = new Crowd<>(size);
        CountDownLatch ready = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            int number = i;
            crowd.outcomes.add(crowd.threads.submit(() -> {
                ready.countDown();
                ready.await();
                return deed.apply(number);
            }));
        }
        return crowd;
    }

    /** What they brought, once all are back. */
    public List<T> outcomes() {
        List<T> all = new ArrayList<>();
        for (Future<T> outcome : outcomes) {
            try {
                all.add(outcome.get(LONG_ENOUGH.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError("one of the crowd did not come back", e);
            }
        }
        return all;
    }

    /** How many wait for something, though not for ever. */
    public long waiting() {
        return members.stream()
                .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
                .count();
    }

    /** How many are back. */
    public long back() {
        return outcomes.stream().filter(Future::isDone).count();
    }

    /** Waits for something to become true. */
    public static void until(String what, BooleanSupplier condition) {
        until(() -> what, condition);
    }

    /** Waits for something to become true, and says in the end why it has not. */
    public static void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited in vain: " + what.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
