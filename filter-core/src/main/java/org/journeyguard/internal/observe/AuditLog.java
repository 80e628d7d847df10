package org.journeyguard.internal.observe;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyEvent;
import org.journeyguard.RequestInfo;

/**
 * Writes a line of JSON for each event to the logger {@value #NAME}, at INFO; allowed requests at DEBUG. Strangers can cause any number of
 * refusals, so for each reason only so many per minute have their own line; the others are counted and share one.
 */
public final class AuditLog implements AutoCloseable {
    /** Name of the logger. */
    public static final String NAME = "org.journeyguard.audit";

    private final System.Logger log;
    private final RefusalLimit refusals;

    /**
     * Creates the audit log of one realm.
     *
     * @param realm as AM path
     * @param refusalsPerMinute how many refusals of one reason have a line of their own
     * @param later writes counts after a delay
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

    /** Returns whether allowed requests are logged. */
    boolean isDetailed() {
        return log.isLoggable(Level.DEBUG);
    }

    void allowed(String realm, String user, RequestInfo requestInfo) {
        log.log(Level.DEBUG, AuditLine.of("allowed", realm, user, requestInfo).end());
    }

    /** Returns whether events are logged. */
    boolean isKept() {
        return log.isLoggable(Level.INFO);
    }

    /** Returns whether a refusal is logged individually; otherwise it is counted. */
    boolean isKept(String reason) {
        return isKept() && refusals.passes(reason);
    }

    /** Writes all counts; afterwards each refusal is logged. */
    @Override
    public void close() {
        refusals.close();
    }

    void happened(JourneyEvent event) {
        log.log(Level.INFO, AuditLine.of(event));
    }
}
