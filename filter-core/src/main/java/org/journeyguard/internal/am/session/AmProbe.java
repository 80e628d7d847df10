package org.journeyguard.internal.am.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.SingleFlight;

/**
 * Tells whether AM is well apart from an error that may be about AM or about what it was sent. Requests its server information, once for
 * all threads that need it at the same time; a success is used for a second.
 */
public final class AmProbe {
    static final Duration COUNTS_FOR = Duration.ofSeconds(1);
    private static final int PATIENT = 16;

    private final Supplier<AmResult<ServerInfo>> question;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final SingleFlight<Boolean, Boolean> calls;
    private volatile long wellUntil;

    /**
     * @param patience how long to wait for a question that is under way already
     */
    public AmProbe(Supplier<AmResult<ServerInfo>> question, Duration patience, LongSupplier nanoTime) {
        this.question = question;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.calls = new SingleFlight<>(new Semaphore(PATIENT), nanoTime);
        this.wellUntil = nanoTime.getAsLong();
    }

    /** Whether AM is well otherwise. */
    public boolean isWell() {
        return wasWell() || calls.run(true, this::ask, patience, () -> false);
    }

    private boolean wasWell() {
        return nanoTime.getAsLong() - wellUntil < 0;
    }

    private boolean ask() {
        if (wasWell()) {
            return true;
        }
        boolean isWell = question.get() instanceof AmResult.Value<ServerInfo>;
        if (isWell) {
            wellUntil = nanoTime.getAsLong() + COUNTS_FOR.toNanos();
        }
        return isWell;
    }
}
