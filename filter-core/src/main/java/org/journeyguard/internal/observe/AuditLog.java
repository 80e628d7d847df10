package org.journeyguard.internal.observe;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyEvent;
import org.journeyguard.RequestInfo;

/**
 * Writes a line of JSON for each event to the logger {@value #NAME}: at INFO, and what was let in at DEBUG. Of refusals, which strangers
 * can cause in any number, those of one reason have so many lines a minute; the others are counted, and have one line together.
 */
public final class AuditLog implements AutoCloseable {
    /** Name of the logger. */
    public static final String NAME = "org.journeyguard.audit";

    private final System.Logger log;
    private final RefusalLimit refusals;

    /**
     * Of the JVM.
     *
     * @param realm as AM path
     * @param refusalsPerMinute how many refusals of one reason have a line of their own
     * @param later writes numbers in time
     * @param nanoTime monotonic time
     */
    AuditLog(String realm, int refusalsPerMinute, RefusalLimit.Later later, Clock clock, LongSupplier nanoTime) {
        this(System.getLogger(NAME), realm, refusalsPerMinute, later, clock, nanoTime);
    }

    AuditLog(
            System.Logger log,
            String realm,
            int refusalsPerMinute,
            RefusalLimit.Later later,
            Clock clock,
            LongSupplier nanoTime) {
        this.log = log;
        this.refusals = new RefusalLimit(
                refusalsPerMinute,
                later,
                (reason, counted) -> log.log(Level.INFO, AuditLine.of(realm, reason, counted)),
                clock,
                nanoTime);
    }

    /** Whether each request that is let in gets a line. */
    boolean isDetailed() {
        return log.isLoggable(Level.DEBUG);
    }

    void allowed(String realm, String user, RequestInfo occasion) {
        log.log(Level.DEBUG, AuditLine.of("allowed", realm, user, occasion).end());
    }

    /** Whether events get lines. */
    boolean isKept() {
        return log.isLoggable(Level.INFO);
    }

    /** Whether a refusal gets a line of its own; it is counted where not. */
    boolean isKept(String reason) {
        return isKept() && refusals.passes(reason);
    }

    /** Writes down what was counted; from now on each refusal gets a line. */
    @Override
    public void close() {
        refusals.close();
    }

    void happened(JourneyEvent event) {
        log.log(Level.INFO, AuditLine.of(event));
    }
}
