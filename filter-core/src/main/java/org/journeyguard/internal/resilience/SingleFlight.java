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
 * Makes one call per key at a time: the first caller makes it on its own thread, and those that follow wait for its result.
 *
 * @param <K> the subject of a call
 * @param <V> the result
 */
public final class SingleFlight<K, V> {
    /**
     * How old a call may become before those give up that found no place to wait for long. AM answers long before; when it does not, each
     * that waits holds a thread of the server.
     */
    public static final Duration BRIEFLY = Duration.ofSeconds(1);

    /** How long all of those wait together, at once and then per second: enough for a crowd while AM answers, and soon over when it hangs. */
    private static final Duration ALL_AT_ONCE = Duration.ofSeconds(30);

    private static final Duration ALL_PER_SECOND = Duration.ofSeconds(4);
    private static final Duration A_WHILE = Duration.ofMillis(20);

    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Semaphore patient;
    private final WaitingTime brief;
    private final LongSupplier nanoTime;

    /**
     * @param patient places for those who may wait for long; shared by all that wait for AM, so that an AM that hangs never holds
     *     more threads of the server than that for long
     * @param nanoTime monotonic time
     */
    public SingleFlight(Semaphore patient, LongSupplier nanoTime) {
        this.patient = patient;
        this.brief = new WaitingTime(ALL_AT_ONCE, ALL_PER_SECOND, nanoTime);
        this.nanoTime = nanoTime;
    }

    private record Flight<V>(CompletableFuture<V> outcome, long since) {}

    /**
     * Makes the call, or waits for the one that is under way.
     *
     * @param call made by the first caller; has its own deadline
     * @param patience how long the others wait for it
     * @param lost the result for the others when they wait too long
     */
    public V run(K key, Supplier<V> call, Duration patience, Supplier<V> lost) {
        return run(patient, key, call, patience, lost);
    }

    /**
     * Makes the call, or waits for the one that is under way, with other places for those that may wait for long.
     *
     * @param places shared by all that have no more claim to wait than this caller
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

    /** Waits while the call is young, and there is time left that all such waiters share. */
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
                // and once more
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
