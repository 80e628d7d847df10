package org.journeyguard.internal.observe;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.JourneyEvent;
import org.journeyguard.LogoutReport;
import org.journeyguard.RequestInfo;

/**
 * One event as one line of JSON (RFC 8259). Untrusted text, such as a user's name or a path, cannot leave its quotes: control characters,
 * line separators and all non-ASCII characters are escaped, and long texts are truncated.
 */
final class AuditLine {
    private static final int LONGEST = 1_000;

    private final StringBuilder line = new StringBuilder(200);

    private AuditLine() {}

    /** Starts a line with the common fields; empty fields are left out. */
    static AuditLine of(String event, String realm, String user, RequestInfo requestInfo) {
        return new AuditLine()
                .with("event", event)
                .with("realm", realm)
                .with("user", user)
                .with("address", requestInfo.address())
                .with("method", requestInfo.method())
                .with("path", requestInfo.path())
                .with("transactionId", requestInfo.transactionId());
    }

    static String of(JourneyEvent event) {
        if (event instanceof JourneyEvent.SignedIn in) {
            return of("signed-in", event).with("by", word(in.by())).end();
        }
        if (event instanceof JourneyEvent.NotRenewed not) {
            return of("not-renewed", event).with("why", not.why()).end();
        }
        if (event instanceof JourneyEvent.Refused refused) {
            return of("refused", event).with("reason", refused.reason()).end();
        }
        if (event instanceof JourneyEvent.SignedOut out) {
            return of("signed-out", event)
                    .with("everywhere", out.everywhere() ? "true" : "")
                    .with(out.report())
                    .end();
        }
        if (event instanceof JourneyEvent.ConnectionEnd connection) {
            return of("connection-end", event)
                    .with("kind", word(connection.kind()))
                    .end();
        }
        return of("renewed", event).end();
    }

    /** Returns a line for refusals that were not logged individually. */
    static String of(String realm, String reason, RefusalLimit.Counted refusals) {
        return of("refused", realm, "", RequestInfo.NONE)
                .with("reason", reason)
                .with("count", String.valueOf(refusals.count()))
                .with("since", refusals.since().toString())
                .end();
    }

    private static AuditLine of(String name, JourneyEvent event) {
        return of(name, event.realm(), event.user(), event.request());
    }

    private AuditLine with(Optional<LogoutReport> report) {
        if (report.isEmpty()) {
            return with("by", "am");
        }
        with("outcome", word(report.get().outcome()));
        Map<String, Integer> seen = new HashMap<>();
        for (LogoutReport.Step step : report.get().steps()) {
            // if several sessions end, each has its own steps
            int number = seen.merge(step.name(), 1, Integer::sum);
            with("step." + step.name() + (number == 1 ? "" : "." + number), word(step.result()));
        }
        return this;
    }

    private AuditLine with(String name, String value) {
        if (!value.isEmpty()) {
            line.append(line.length() == 0 ? '{' : ',');
            quote(name);
            line.append(':');
            quote(value);
        }
        return this;
    }

    private void quote(String text) {
        line.append('"');
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    String end() {
        return line.append('}').toString();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
