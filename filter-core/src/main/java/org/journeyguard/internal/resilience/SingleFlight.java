package org.journeyguard.internal.resilience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes one call per key at a time: the first caller makes it on its own thread, and later callers wait for its result.
 *
 * @param <K> the subject of a call
 * @param <V> the result
 */
public final class SingleFlight<K, V> {
    /**
     * Age of a call at which callers without a place to wait long give up. AM normally answers much earlier; when it does not, each waiter
     * holds a server thread.
     */
    public static final Duration BRIEFLY = Duration.ofSeconds(1);

    /**
     * Total time that these callers may wait, at once and then per second: enough for a crowd while AM answers, and quickly used up when it
     * hangs.
     */
    private static final Duration ALL_AT_ONCE = Duration.ofSeconds(30);

    private static final Duration ALL_PER_SECOND = Duration.ofSeconds(4);
    private static final Duration A_WHILE = Duration.ofMillis(20);

    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Semaphore patient;
    private final WaitingTime brief;
    private final LongSupplier nanoTime;

    /**
     * @param patient places for callers that may wait long; shared by all that wait for AM, so that an AM that hangs never holds more
     *     server threads than that for long
     * @param nanoTime monotonic time
     */
    public SingleFlight(Semaphore patient, LongSupplier nanoTime) {
        this.patient = patient;
        this.brief = new WaitingTime(ALL_AT_ONCE, ALL_PER_SECOND, nanoTime);
        this.nanoTime = nanoTime;
    }

    private record Flight<V>(CompletableFuture<V> outcome, long since) {}

    /**
     * Makes the call, or waits for the one in progress.
     *
     * @param call made by the first caller; has its own deadline
     * @param patience how long the others wait for it
     * @param lost the result for others that wait too long
     */
    public V run(K key, Supplier<V> call, Duration patience, Supplier<V> lost) {
        return run(patient, key, call, patience, lost);
    }

    /**
     * Makes the call, or waits for the one in progress, with other places for callers that may wait long.
     *
     * @param places shared by callers of the same priority
     */
    public V run(Semaphore places, K key, Supplier<V> call, Duration patience, Supplier<V> lost) {
        Flight<V> mine = new Flight<>(new CompletableFuture<>(), nanoTime.getAsLong());
        Flight<V> flight = flights.putIfAbsent(key, mine);
        if (flight == null) {
            return lead(key, mine, call);
        }
        boolean isPatient = places.tryAcquire();
        try {
            return isPatient
                    ? flight.outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS)
                    : waitBriefly(flight, patience);
        } catch (TimeoutException | ExecutionException e) {
            return lost.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost.get();
        } finally {
            if (isPatient) {
                places.release();
            }
        }
    }

    /** Waits while the call is young and the time shared by all such waiters lasts. */
    private V waitBriefly(Flight<V> flight, Duration patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        long start = nanoTime.getAsLong();
        long limit = Math.min(patience.toNanos(), flight.since + BRIEFLY.toNanos() - start);
        for (long waited = 0; waited < limit; waited += A_WHILE.toNanos()) {
            if (!brief.take(A_WHILE)) {
                break;
            }
            long from = nanoTime.getAsLong();
            try {
                V outcome = flight.outcome.get(A_WHILE.toNanos(), TimeUnit.NANOSECONDS);
                brief.giveBack(A_WHILE.minusNanos(nanoTime.getAsLong() - from));
                return outcome;
            } catch (TimeoutException e) {
                // try once more
            }
        }
        return flight.outcome.get(0, TimeUnit.NANOSECONDS);
    }

    private V lead(K key, Flight<V> mine, Supplier<V> call) {
        try {
            V outcome = call.get();
            mine.outcome.complete(outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            mine.outcome.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }
}
