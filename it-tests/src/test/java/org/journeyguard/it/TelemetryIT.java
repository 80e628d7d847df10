package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.ObservedEvents;
import org.journeyguard.it.probe.ObservedEventsServlet;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Health and metrics of the container, scraped before, during and after an outage of AM; events and the audit log. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TelemetryIT {
    private static final String FILTER = "journeyguard-filter";
    private static final String AM = "journeyguard-am";

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of(
                        "journey.paths.public",
                        "/health/*, /metrics/*, /openapi/*, /heard, /",
                        "journey.session.cache-ttl",
                        "PT1H",
                        "journey.am.timeout",
                        "PT1S",
                        "journey.am.trust-transaction-id",
                        "true"))
                .addClasses(ObservedEvents.class, ObservedEventsServlet.class);
    }

    @AfterEach
    void heal() {
        Servers.proxy().heal();
    }

    @Test
    void healthAndMetricsReportAnOutageAndItsEnd() {
        assertThat(App.get("/health/ready").statusCode())
                .as("ready whether AM has answered or not")
                .isEqualTo(200);
        Await.until("AM has answered", () -> amIs("answering"));
        // Payara shows a truth value as a text
        assertThat(App.get("/health/ready").body()).containsPattern("\"am-answered /\":\"?true");
        String[] warm = cookie(alice());
        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
        assertThat(check("/health/live", FILTER)).isEqualTo("UP");
        assertThat(check("/health/ready", AM)).isEqualTo("UP");
        assertThat(App.get("/health").body()).containsOnlyOnce(AM).containsOnlyOnce(FILTER);
        double allowed = metric("decisions_total", "outcome=\"allowed\"", "reason=\"none\"");
        double hits = metric("lookups_total", "result=\"hit\"");
        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
        assertThat(metric("decisions_total", "outcome=\"allowed\"", "reason=\"none\""))
                .isEqualTo(allowed + 1);
        assertThat(metric("lookups_total", "result=\"hit\"")).isGreaterThan(hits);
        assertThat(metric("am_calls_seconds_count", "operation=\"getSessionInfo\"", "status=\"200\""))
                .isPositive();
        assertThat(metric("size", "of=\"sessions\"")).isPositive();
        assertThat(metric("am_breaker_open")).isZero();

        AmProxy proxy = Servers.proxy();
        proxy.set(new Fault.Hang());
        Await.until("the circuit breaker is open", () -> {
            assertThat(App.get("/api/hello/private", cookie("cold-" + System.nanoTime()))
                            .statusCode())
                    .isEqualTo(503);
            return amIs("circuit-open");
        });
        assertThat(App.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(check("/health/ready", AM)).isEqualTo("UP");
        assertThat(check("/health/live", FILTER)).isEqualTo("UP");
        assertThat(App.get("/api/hello/private", warm).statusCode()).isEqualTo(200);
        assertThat(metric("am_breaker_open")).isEqualTo(1);
        assertThat(metric("am_calls_seconds_count", "operation=\"getSessionInfo\"", "no answer in time"))
                .isPositive();
        assertThat(metric("decisions_total", "outcome=\"refused\"", "reason=\"am-unavailable\""))
                .isPositive();

        proxy.heal();
        Await.until("found well again by itself, without a request", () -> amIs("answering"));
        assertThat(check("/health/ready", AM)).isEqualTo("UP");
        assertThat(metric("am_breaker_open")).isZero();
        String all = App.get("/health").body() + App.get("/metrics").body();
        assertThat(all).doesNotContain(warm[1].substring(warm[1].indexOf('=') + 1));
    }

    @Test
    void eventsAndAuditLinesHaveTheTransactionIdOfTheCallsToAm() {
        String token = alice();
        String id = "gateway-" + System.nanoTime() + "/0";
        String[] headers = App.and(cookie(token), "X-ForgeRock-TransactionId", id);
        assertThat(App.get("/api/hello/private?secret=hidden", headers).statusCode())
                .isEqualTo(200);
        assertThat(App.get("/api/hello/private").statusCode()).isEqualTo(401);
        assertThat(App.call("POST", "/logout", headers).statusCode()).isEqualTo(204);
        List<String> lines = audit().lines().filter(line -> line.contains(id)).toList();
        assertThat(lines)
                .anyMatch(line -> line.contains("\"event\":\"signed-in\"")
                        && line.contains("\"path\":\"/api/hello/private\"")
                        && line.contains("\"address\":\"127.0.0.1\""))
                .anyMatch(line -> line.contains("\"event\":\"allowed\""))
                .anyMatch(
                        line -> line.contains("\"event\":\"signed-out\"") && line.contains("\"outcome\":\"success\""));
        assertThat(audit()).contains("\"reason\":\"sign-in-required\"").doesNotContain("secret=hidden", token);
        String heard = App.get("/heard").body();
        assertThat(heard).contains("SignedIn " + id, "Refused", "SignedOut " + id);
    }

    private static boolean amIs(String word) {
        return App.get("/health/ready").body().contains("\"am /\":\"" + word + "\"");
    }

    private static String audit() {
        try {
            return Files.readString(Path.of(System.getProperty("log.directory"), "payara.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String check(String path, String name) {
        return App.json(App.get(path)).getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .filter(check -> check.getString("name").equals(name))
                .map(check -> check.getString("status"))
                .findFirst()
                .orElse("missing");
    }

    /** The sum of the samples of ours with a name and tags. */
    private static double metric(String name, String... tags) {
        HttpResponse<String> answer = App.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        Pattern sample = Pattern.compile("journeyguard_" + name + "\\{([^}]*)\\} ([-+.0-9eE]+).*");
        return answer.body()
                .lines()
                .map(sample::matcher)
                .filter(Matcher::matches)
                .filter(line -> List.of(tags).stream().allMatch(line.group(1)::contains))
                .mapToDouble(line -> Double.parseDouble(line.group(2)))
                .sum();
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
