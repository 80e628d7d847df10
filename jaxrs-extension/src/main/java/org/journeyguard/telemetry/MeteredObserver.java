package org.journeyguard.telemetry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import org.journeyguard.JourneyEvent;
import org.journeyguard.LogoutReport;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.ClusterCall;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyStatus;

/** Counts events; docs/run-in-production.md lists the metrics. No tag holds a value that a client could choose. */
final class MeteredObserver implements JourneyObserver {
    private static final String DECISIONS = "journeyguard.decisions";
    private static final String CALLS = "journeyguard.am.calls";

    private final Meters meters;
    private final String realm;
    private final String tenant;
    private final Meters.Count allowed;
    private final Meters.Count allowedAsPublic;
    private final Meters.Count hits;
    private final Meters.Count misses;
    private final ConcurrentMap<Map<String, String>, Meters.Count> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<Map<String, String>, Meters.Timing> timings = new ConcurrentHashMap<>();

    MeteredObserver(Meters meters, JourneyStatus status) {
        this.meters = meters;
        this.realm = status.realm();
        this.tenant = status.tenant().isEmpty() ? "none" : status.tenant();
        this.allowed = decision("allowed", "none");
        this.allowedAsPublic = decision("allowed", "public");
        this.hits = lookup("hit");
        this.misses = lookup("miss");
        meters.gauge(
                "journeyguard.am.breaker.open",
                "1 while the circuit breaker is open because calls to AM have failed repeatedly",
                tags(),
                () -> isOpen(status.am()) ? 1 : 0);
        status.cluster()
                .ifPresent(unused -> meters.gauge(
                        "journeyguard.cluster.breaker.open",
                        "1 while the circuit breaker is open because calls to the cluster's engine have failed repeatedly",
                        tags(),
                        () -> status.cluster().filter(MeteredObserver::isOpen).isPresent() ? 1 : 0));
        status.notificationsConnected()
                .ifPresent(unused -> meters.gauge(
                        "journeyguard.notifications.connected",
                        "1 while AM tells of sessions that end",
                        tags(),
                        () -> status.notificationsConnected().orElse(false) ? 1 : 0));
        for (String what : status.sizes().keySet()) {
            meters.gauge(
                    "journeyguard.size",
                    "How much is remembered",
                    tags("of", what),
                    () -> status.sizes().getOrDefault(what, 0L));
        }
    }

    private static boolean isOpen(JourneyStatus.Server state) {
        return state == JourneyStatus.Server.CIRCUIT_OPEN;
    }

    private Meters.Count lookup(String result) {
        return count("journeyguard.lookups", "Sessions and tokens looked up in memory", tags("result", result));
    }

    private Meters.Count decision(String outcome, String reason) {
        return count(DECISIONS, "Decisions about requests", tags("outcome", outcome, "reason", reason));
    }

    @Override
    public void allowed(boolean asPublic) {
        (asPublic ? allowedAsPublic : allowed).increment();
    }

    @Override
    public void cacheLookup(boolean hit) {
        (hit ? hits : misses).increment();
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
        timing(CALLS, "Calls to AM", tags("operation", operation, "status", status))
                .took(took);
    }

    @Override
    public void clusterCalled(ClusterCall call) {
        timing(
                        "journeyguard.cluster.calls",
                        "Calls to the engine that nodes share",
                        tags("operation", call.operation(), "outcome", word(call.outcome())))
                .took(call.took());
    }

    @Override
    public void callNotPermitted(String operation) {
        count(
                        "journeyguard.am.calls.not_permitted",
                        "Calls not made because the circuit breaker is open",
                        tags("operation", operation))
                .increment();
    }

    private Meters.Count count(String name, String description, Map<String, String> tags) {
        return counts.computeIfAbsent(key(name, tags), all -> meters.count(name, description, tags));
    }

    private Meters.Timing timing(String name, String description, Map<String, String> tags) {
        return timings.computeIfAbsent(key(name, tags), all -> meters.timing(name, description, tags));
    }

    private static Map<String, String> key(String name, Map<String, String> tags) {
        Map<String, String> key = new LinkedHashMap<>(tags);
        key.put("", name);
        return key;
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
