package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.time.Instant;
import org.journeyguard.internal.credential.TokenDigest;

/** Tells all other nodes what has ended on this one. */
public interface LogWriter {
    /** Where there are no other nodes. */
    LogWriter NONE = new LogWriter() {
        @Override
        public void add(LogRecord.Kind kind, TokenDigest key, Instant time, Duration lasts) {
            // there are no other nodes
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    };

    /**
     * Tells all other nodes. Never waits; a node that can't be reached learns of it later.
     *
     * @param time its meaning depends on the kind
     * @param lasts after which it no longer matters
     */
    void add(LogRecord.Kind kind, TokenDigest key, Instant time, Duration lasts);

    /** Whether everything that had ended on other nodes when this one started is known here. */
    boolean isComplete();
}
