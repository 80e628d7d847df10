package org.journeyguard.telemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.journeyguard.AmCall;
import org.journeyguard.JourneyEvent;
import org.journeyguard.JourneyObserver;
import org.journeyguard.JourneyStatus;
import org.journeyguard.LogoutReport;

/** Counts what it hears of; docs/run-in-production.md lists what. No tag holds what a stranger could choose. */
final class MeteredObserver implements JourneyObserver {
    private static final String DECISIONS = "journeyguard.decisions";
    private static final String CALLS = "journeyguard.am.calls";

    private final Meters meters;
    private final String realm;
    private final String tenant;
    private final Meters.Count letIn;
    private final Meters.Count letInAsPublic;
    private final Meters.Count hits;
    private final Meters.Count misses;
    private final ConcurrentMap<Map<String, String>, Meters.Count> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<Map<String, String>, Meters.Timing> timings = new ConcurrentHashMap<>();

    MeteredObserver(Meters meters, JourneyStatus status) {
        this.meters = meters;
        this.realm = status.realm();
        this.tenant = status.tenant().isEmpty() ? "none" : status.tenant();
        this.letIn = decision("let-in", "none");
        this.letInAsPublic = decision("let-in", "public");
        this.hits = lookup("hit");
        this.misses = lookup("miss");
        meters.gauge(
                "journeyguard.am.breaker.open",
                "1 while AM is spared because it has failed repeatedly",
                tags(),
                () -> status.am() == JourneyStatus.Am.SPARED ? 1 : 0);
        status.isListening()
                .ifPresent(unused -> meters.gauge(
                        "journeyguard.notifications.connected",
                        "1 while AM tells of sessions that end",
                        tags(),
                        () -> status.isListening().orElse(false) ? 1 : 0));
        for (String what : status.sizes().keySet()) {
            meters.gauge(
                    "journeyguard.size",
                    "How much is remembered",
                    tags("of", what),
                    () -> status.sizes().getOrDefault(what, 0L));
        }
    }

    private Meters.Count lookup(String result) {
        return count("journeyguard.lookups", "Sessions and tokens looked up in memory", tags("result", result));
    }

    private Meters.Count decision(String outcome, String reason) {
        return count(DECISIONS, "Decisions about requests", tags("outcome", outcome, "reason", reason));
    }

    @Override
    public void letIn(boolean asPublic) {
        (asPublic ? letInAsPublic : letIn).increment();
    }

    @Override
    public void lookedUp(boolean isKnown) {
        (isKnown ? hits : misses).increment();
    }

    @Override
    public void happened(JourneyEvent event) {
        if (event instanceof JourneyEvent.Refused refused) {
            decision("refused", refused.reason()).increment();
        } else if (event instanceof JourneyEvent.SignedIn in) {
            count("journeyguard.signins", "Sessions and tokens seen for the first time", tags("by", word(in.by())))
                    .increment();
        } else if (event instanceof JourneyEvent.Renewed) {
            refresh("renewed");
        } else if (event instanceof JourneyEvent.NotRenewed not) {
            refresh(not.isOver() ? "refused" : "unanswered");
        } else if (event instanceof JourneyEvent.SignedOut out) {
            String outcome = out.report().map(report -> word(report.outcome())).orElse("by-am");
            count("journeyguard.logouts", "Logouts", tags("outcome", outcome)).increment();
            out.report().ifPresent(report -> report.steps().forEach(this::step));
        }
    }

    private void refresh(String outcome) {
        count("journeyguard.refreshes", "Renewals of sessions' tokens", tags("outcome", outcome))
                .increment();
    }

    private void step(LogoutReport.Step step) {
        count("journeyguard.logout.steps", "Steps of logouts", tags("step", step.name(), "result", word(step.result())))
                .increment();
    }

    @Override
    public Calling calling(AmCall call, BiConsumer<String, String> header) {
        return (status, failure, took) ->
                called(call.operation(), status == 0 ? failure : String.valueOf(status), took);
    }

    private void called(String operation, String status, Duration took) {
        Map<String, String> tags = tags("operation", operation, "status", status);
        timings.computeIfAbsent(tags, all -> meters.timing(CALLS, "Calls to AM", all))
                .took(took);
    }

    @Override
    public void spared(String operation) {
        count("journeyguard.am.spared", "Calls that were not made while AM is spared", tags("operation", operation))
                .increment();
    }

    private Meters.Count count(String name, String description, Map<String, String> tags) {
        Map<String, String> key = new LinkedHashMap<>(tags);
        key.put("", name);
        return counts.computeIfAbsent(key, all -> meters.count(name, description, tags));
    }

    private Map<String, String> tags(String... more) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("realm", realm);
        tags.put("tenant", tenant);
        for (int i = 0; i < more.length; i += 2) {
            tags.put(more[i], more[i + 1]);
        }
        return tags;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public void close() {
        meters.close();
    }
}
