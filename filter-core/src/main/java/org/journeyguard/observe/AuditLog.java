package org.journeyguard.observe;

import java.lang.System.Logger.Level;
import org.journeyguard.JourneyEvent;
import org.journeyguard.Occasion;

/** Writes a line of JSON for each event to the logger {@value #NAME}: at INFO, and what was let in at DEBUG. */
public final class AuditLog {
    /** Name of the logger. */
    public static final String NAME = "org.journeyguard.audit";

    private final System.Logger log;

    /** Of the JVM. */
    AuditLog() {
        this(System.getLogger(NAME));
    }

    AuditLog(System.Logger log) {
        this.log = log;
    }

    /** Whether each request that is let in gets a line. */
    boolean isDetailed() {
        return log.isLoggable(Level.DEBUG);
    }

    void letIn(String realm, String user, Occasion occasion) {
        log.log(Level.DEBUG, AuditLine.of("let-in", realm, user, occasion).end());
    }

    /** Whether events get lines. */
    boolean isKept() {
        return log.isLoggable(Level.INFO);
    }

    void happened(JourneyEvent event) {
        log.log(Level.INFO, AuditLine.of(event));
    }
}
