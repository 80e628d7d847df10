package org.journeyguard.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
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
    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

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
        try {
            return flight.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return lost.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lost.get();
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
