package org.journeyguard.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One call in flight per key: the first caller makes it on its own thread, whoever comes meanwhile waits for its outcome.
 *
 * @param <K> what is asked about
 * @param <V> the outcome
 */
final class SingleFlight<K, V> {
    /** How long somebody waits who finds no place among those that wait patiently. */
    static final Duration BRIEFLY = Duration.ofSeconds(2);

    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();
    private final Semaphore patient;

    /**
     * @param patient places for those who may wait for long; shared by all that wait for AM, so that an AM that hangs never holds
     *     more threads of the server than that for long
     */
    SingleFlight(Semaphore patient) {
        this.patient = patient;
    }

    /**
     * @param call made by the first caller; has its own deadline
     * @param patience how long the others wait for it
     * @param lost what the others get when they waited in vain
     */
    V run(K key, Supplier<V> call, Duration patience, Supplier<V> lost) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> flight = flights.putIfAbsent(key, mine);
        if (flight == null) {
            return lead(key, mine, call);
        }
        boolean isPatient = patient.tryAcquire();
        try {
            Duration limit = isPatient || patience.compareTo(BRIEFLY) < 0 ? patience : BRIEFLY;
            return flight.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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

    private V lead(K key, CompletableFuture<V> mine, Supplier<V> call) {
        try {
            V outcome = call.get();
            mine.complete(outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, mine);
        }
    }
}
