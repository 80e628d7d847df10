package org.journeyguard.am;

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
 * One call in flight per key: the first caller makes it on its own thread, whoever comes meanwhile waits for its outcome.
 *
 * @param <K> what is asked about
 * @param <V> the outcome
 */
public final class SingleFlight<K, V> {
    /**
     * How old a call may become before those give up who found no place among the patient ones. AM answers long before; when it
     * does not, whoever waits holds a thread that others need.
     */
    public static final Duration BRIEFLY = Duration.ofSeconds(1);

    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Semaphore patient;
    private final LongSupplier nanoTime;

    /**
     * @param patient places for those who may wait for long; shared by all that wait for AM, so that an AM that hangs never holds
     *     more threads of the server than that for long
     * @param nanoTime monotonic time
     */
    public SingleFlight(Semaphore patient, LongSupplier nanoTime) {
        this.patient = patient;
        this.nanoTime = nanoTime;
    }

    private record Flight<V>(CompletableFuture<V> outcome, long since) {}

    /**
     * Makes the call, or waits for the one that is under way.
     *
     * @param call made by the first caller; has its own deadline
     * @param patience how long the others wait for it
     * @param lost what the others get when they waited in vain
     */
    public V run(K key, Supplier<V> call, Duration patience, Supplier<V> lost) {
        Flight<V> mine = new Flight<>(new CompletableFuture<>(), nanoTime.getAsLong());
        Flight<V> flight = flights.putIfAbsent(key, mine);
        if (flight == null) {
            return lead(key, mine, call);
        }
        boolean isPatient = patient.tryAcquire();
        try {
            long briefly = flight.since + BRIEFLY.toNanos() - nanoTime.getAsLong();
            long limit = isPatient ? patience.toNanos() : Math.min(patience.toNanos(), briefly);
            return flight.outcome.get(Math.max(0, limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return lost.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost.get();
        } finally {
            if (isPatient) {
                patient.release();
            }
        }
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
