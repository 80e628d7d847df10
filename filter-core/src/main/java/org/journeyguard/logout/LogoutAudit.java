package org.journeyguard.logout;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Farewell;
import org.journeyguard.LogoutReport;

/**
 * Writes each logout with its report to the logger {@value #NAME}, at INFO, as a line of JSON (RFC 8259). Whatever a stranger may have
 * chosen stays within its quotes: control characters and everything beyond ASCII are escaped.
 */
final class LogoutAudit {
    /** Name of the logger. */
    static final String NAME = "org.journeyguard.audit";

    private static final System.Logger LOG = System.getLogger(NAME);

    private LogoutAudit() {}

    static void write(Optional<Farewell> farewell, LogoutReport report) {
        if (LOG.isLoggable(System.Logger.Level.INFO)) {
            LOG.log(System.Logger.Level.INFO, line(farewell, report));
        }
    }

    static String line(Optional<Farewell> farewell, LogoutReport report) {
        StringBuilder line = new StringBuilder("{\"event\":\"signed-out\"");
        farewell.ifPresent(left -> {
            add(line, "realm", left.realm());
            add(line, "user", left.user());
            if (left.everywhere()) {
                add(line, "everywhere", "true");
            }
        });
        add(line, "outcome", word(report.outcome()));
        Map<String, Integer> seen = new HashMap<>();
        for (LogoutReport.Step step : report.steps()) {
            // where several sessions end, each has its steps
            int number = seen.merge(step.name(), 1, Integer::sum);
            add(line, "step." + step.name() + (number == 1 ? "" : "." + number), word(step.result()));
        }
        return line.append('}').toString();
    }

    private static void add(StringBuilder line, String name, String value) {
        line.append(",\"");
        escape(line, name);
        line.append("\":\"");
        escape(line, value);
        line.append('"');
    }

    private static void escape(StringBuilder line, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
