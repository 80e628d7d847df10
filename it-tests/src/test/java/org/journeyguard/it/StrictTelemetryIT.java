package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that counts as ready only while AM answers, and that writes few refusals down one by one. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class StrictTelemetryIT {
    private static final int REFUSALS_PER_MINUTE = 5;
    private static final int FLOOD = 200;
    private static final Pattern COUNT = Pattern.compile("\"reason\":\"malformed-path\",\"count\":\"(\\d+)\"");

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of(
                "journey.paths.public",
                "/health/*, /",
                "journey.am.timeout",
                "PT1S",
                "journey.health.am",
                "readiness",
                "journey.audit.refusals-per-minute",
                String.valueOf(REFUSALS_PER_MINUTE)));
    }

    @AfterEach
    void heal() {
        Servers.proxy().heal();
    }

    @Test
    void outageMakesTheApplicationUnready() {
        Await.until("ready", () -> readiness() == 200);

        Servers.proxy().set(new Fault.Hang());
        Await.until("the circuit breaker is open", () -> {
            assertThat(App.get("/api/hello/private", cookie("cold-" + System.nanoTime()))
                            .statusCode())
                    .isEqualTo(503);
            return readiness() == 503;
        });
        assertThat(App.get("/health/ready").body()).contains("circuit-open");
        assertThat(App.get("/health/live").statusCode()).isEqualTo(200);

        Servers.proxy().heal();
        Await.until("ready by itself, without a request", () -> readiness() == 200);
    }

    @Test
    void floodOfRefusalsIsFewAuditLinesWithItsCount() {
        long before = refusals();
        long linesBefore = lines().size();
        for (int i = 0; i < FLOOD; i++) {
            assertThat(App.get("/api/a%2Fb").statusCode()).isEqualTo(400);
        }
        // the minute may have ended in between
        assertThat(lines().size() - linesBefore).isLessThanOrEqualTo(2L * (REFUSALS_PER_MINUTE + 1));
        long end = System.nanoTime() + Duration.ofSeconds(70).toNanos();
        while (refusals() - before < FLOOD && System.nanoTime() - end < 0) {
            Await.until("another line, or half a second", anotherLineOrAMoment());
        }
        assertThat(refusals() - before).isEqualTo(FLOOD);
    }

    private static BooleanSupplier anotherLineOrAMoment() {
        int before = lines().size();
        long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
        return () -> System.nanoTime() - end > 0 || lines().size() > before;
    }

    private static int readiness() {
        return App.get("/health/ready").statusCode();
    }

    private static long refusals() {
        return lines().stream().mapToLong(StrictTelemetryIT::count).sum();
    }

    private static long count(String line) {
        Matcher count = COUNT.matcher(line);
        return count.find() ? Long.parseLong(count.group(1)) : 1;
    }

    /** Of the audit log, about paths like the one above. */
    private static List<String> lines() {
        try {
            return Files.readString(Path.of(System.getProperty("log.directory"), "payara.log"))
                    .lines()
                    .filter(line ->
                            line.contains("\"event\":\"refused\"") && line.contains("\"reason\":\"malformed-path\""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
