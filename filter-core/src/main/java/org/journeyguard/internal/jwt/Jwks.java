package org.journeyguard.internal.jwt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * Caches AM's public keys. The first caller that needs a missing key fetches them, one fetch at a time. Callers whose key is cached never
 * wait; while there are keys, callers that name an unknown one wait a moment at most.
 */
public final class Jwks {
    /** Age at which keys are fetched again even if none is missing. */
    static final Duration FRESH = Duration.ofHours(1);

    /** How long the last fetched keys are used while AM is unavailable. */
    static final Duration USABLE = Duration.ofHours(4);

    /** Pause between fetches while there are keys, however many tokens name an unknown one. */
    public static final Duration PAUSE = Duration.ofSeconds(30);

    /** Pause between fetches while there are no keys. */
    static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(2);

    /** How long to wait for a running fetch while there are no keys. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * Age of a running fetch after which callers that name an unknown key stop waiting. AM answers sooner when it has changed its keys;
     * when it hangs, the unknown key is most likely made up.
     */
    static final Duration MOMENT = Duration.ofMillis(250);

    private static final System.Logger LOG = System.getLogger(Jwks.class.getName());

    private final Supplier<AmResult<String>> fetch;
    private final LongSupplier nanoTime;
    private final Executor background;
    private final Duration patience;
    private final Duration moment;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile @Nullable Kept kept;
    private volatile @Nullable Attempt last;
    private volatile @Nullable Long fetchingSince;

    /** The outcome of looking for a key. */
    sealed interface Found {}

    /** The keys to try; none when AM's key with that id is not for the algorithm. */
    record Keys(List<VerificationKey> keys) implements Found {}

    /** AM has no such key. */
    record Unknown() implements Found {}

    /** AM does not provide its keys. */
    record NoAnswer(Outage outage) implements Found {}

    private record Kept(PublicKeys keys, long since) {}

    private record Attempt(long at, @Nullable Outage outage) {}

    /**
     * @param fetch gets AM's JWK Set; has its own deadline
     * @param nanoTime monotonic time
     * @param background refreshes keys that are still usable; may reject tasks
     */
    public Jwks(Supplier<AmResult<String>> fetch, LongSupplier nanoTime, Executor background) {
        this(fetch, nanoTime, background, PATIENCE, MOMENT);
    }

    /**
     * @param background refreshes keys that are still usable
     * @param patience how long to wait for a running fetch while there are no keys
     * @param moment age of a running fetch up to which callers wait for it while there are keys
     */
    public Jwks(
            Supplier<AmResult<String>> fetch,
            LongSupplier nanoTime,
            Executor background,
            Duration patience,
            Duration moment) {
        this.fetch = fetch;
        this.nanoTime = nanoTime;
        this.background = background;
        this.patience = patience;
        this.moment = moment;
    }

    /**
     * Finds the keys that may have made a signature.
     *
     * @param keyId null when the token names none
     */
    Found find(String algorithm, @Nullable String keyId) {
        Keys known = look(algorithm, keyId);
        if (known != null) {
            refreshIfOld();
            return known;
        }
        boolean inTime = fetchIfDue();
        Keys now = look(algorithm, keyId);
        if (now != null) {
            return now;
        }
        Attempt attempt = last;
        if (!inTime || attempt == null) {
            return new NoAnswer(new Outage("AM's keys are being fetched", PAUSE_WITHOUT_KEYS));
        }
        return attempt.outage == null ? new Unknown() : new NoAnswer(untilAskedAgain(attempt.outage, attempt.at));
    }

    private Outage untilAskedAgain(Outage outage, long since) {
        Duration left = pause().minusNanos(nanoTime.getAsLong() - since);
        return left.compareTo(outage.retryAfter()) > 0 ? new Outage(outage.what(), left) : outage;
    }

    private @Nullable Keys look(String algorithm, @Nullable String keyId) {
        Kept usable = usable();
        if (usable == null) {
            return null;
        }
        List<VerificationKey> keys = usable.keys.fitting(algorithm, keyId);
        return keys.isEmpty() && !usable.keys.has(keyId) ? null : new Keys(keys);
    }

    private @Nullable Kept usable() {
        Kept all = kept;
        return all != null && isWithin(USABLE, all.since) ? all : null;
    }

    private void refreshIfOld() {
        Kept all = kept;
        if (all == null || isWithin(FRESH, all.since) || !isDue() || !refreshing.compareAndSet(false, true)) {
            return;
        }
        try {
            background.execute(() -> {
                try {
                    fetchIfDue();
                } finally {
                    refreshing.set(false);
                }
            });
        } catch (RejectedExecutionException e) {
            refreshing.set(false);
        }
    }

    /**
     * Fetches the keys, waits for a running fetch, or does nothing when one has just ended.
     *
     * @return false when the wait timed out
     */
    private boolean fetchIfDue() {
        if (!isDue() && !fetching.isLocked()) {
            return true;
        }
        try {
            if (!fetching.tryLock() && !fetching.tryLock(patience().toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (isDue()) {
                fetchingSince = nanoTime.getAsLong();
                Outage outage = fetch();
                // the pause starts after the fetch, or each caller that waited for a slow one would start another
                last = new Attempt(nanoTime.getAsLong(), outage);
            }
        } finally {
            fetchingSince = null;
            fetching.unlock();
        }
        return true;
    }

    private Duration patience() {
        if (usable() == null) {
            return patience;
        }
        Long since = fetchingSince;
        return since == null ? moment : moment.minusNanos(nanoTime.getAsLong() - since);
    }

    private boolean isDue() {
        Attempt attempt = last;
        return attempt == null || !isWithin(pause(), attempt.at);
    }

    private Duration pause() {
        return usable() == null ? PAUSE_WITHOUT_KEYS : PAUSE;
    }

    /** Fetches the keys; returns null on success. */
    private @Nullable Outage fetch() {
        AmResult<String> answer;
        try {
            answer = fetch.get();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "AM's keys could not be fetched", e);
            return new Outage("AM's keys could not be fetched", PAUSE_WITHOUT_KEYS);
        }
        if (answer instanceof AmResult.Value<String> document) {
            PublicKeys keys = PublicKeys.read(document.value()).orElse(null);
            if (keys != null) {
                kept = new Kept(keys, nanoTime.getAsLong());
                return null;
            }
            return new Outage("AM's JWK Set has no key that could be used", PAUSE_WITHOUT_KEYS);
        }
        return answer instanceof AmResult.NoAnswer<String> none
                ? new Outage(
                        "AM does not tell its keys (" + none.outage().what() + ")",
                        none.outage().retryAfter())
                : new Outage("AM does not tell its keys", PAUSE_WITHOUT_KEYS);
    }

    private boolean isWithin(Duration time, long since) {
        return nanoTime.getAsLong() - since < time.toNanos();
    }
}
