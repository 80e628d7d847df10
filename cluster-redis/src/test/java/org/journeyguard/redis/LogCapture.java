package org.journeyguard.redis;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Everything that is logged here and by the client at the level where it says the most without a dump of the traffic. */
final class LogCapture extends Handler {
    // a logger without a strong reference is collected, and its level is lost
    private final List<Logger> loggers = List.of(Logger.getLogger("org.journeyguard"), Logger.getLogger("io.lettuce"));
    private final Queue<String> records = new ConcurrentLinkedQueue<>();

    void start() {
        for (Logger logger : loggers) {
            logger.setLevel(Level.FINE);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }
    }

    void stop() {
        for (Logger logger : loggers) {
            logger.setLevel(null);
            logger.setUseParentHandlers(true);
            logger.removeHandler(this);
        }
    }

    void forget() {
        records.clear();
    }

    String text() {
        return String.join("\n", records);
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        StringWriter text = new StringWriter();
        text.append(new SimpleFormatter().formatMessage(record));
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text));
        }
        records.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
