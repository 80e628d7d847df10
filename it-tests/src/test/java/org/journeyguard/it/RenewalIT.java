package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A minute of steady load, with tokens of the real OpenAM that live for three seconds. OpenAM says two, as it cuts off what it
 * has used up of the third; the last third of what it says is when they are renewed.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RenewalIT {
    private static final System.Logger LOG = System.getLogger(RenewalIT.class.getName());
    private static final int ROUNDS = 4;
    private static final Duration ROUND = Duration.ofSeconds(15);
    /** Half of them ask for the token. */
    private static final int CLIENTS = 8;
    /** Of each client: a hundred requests per second in all. */
    private static final Duration PACE = Duration.ofMillis(80);
    /** What nobody notices on a machine that others use as well. */
    private static final Duration SHORT = Duration.ofMillis(250);

    private static final int TIMES_LONGER = 10;

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.oauth.client-id", Realm.SHORT_CLIENT, "journey.oauth.threshold", "PT1S"));
    }

    /**
     * One request and its answer.
     *
     * @param duringRenewal whether AM was being asked when it began or ended
     * @param token what was answered; empty when something else was asked for
     */
    private record Sample(Instant sent, Duration took, boolean duringRenewal, int status, JsonObject token) {
        boolean isOfAToken() {
            return !token.isEmpty();
        }

        String fingerprint() {
            return token.getString("fingerprint");
        }

        Instant expiresAt() {
            return Instant.parse(token.getString("expiresAt"));
        }
    }

    @Test
    void eachTokenIsRenewedOnceUnderLoadWithoutDelay() {
        String[] alice = cookie(Realm.ROOT.session(Provisioner.ADMIN_USER));
        AmProxy proxy = Servers.proxy();
        proxy.reset();
        List<Sample> samples = new ArrayList<>(List.of(request("/api/token", alice)));
        for (int i = 0; i < ROUNDS; i++) {
            try (ParallelCalls<List<Sample>> crowd = ParallelCalls.start(CLIENTS, client -> aWhile(client, alice))) {
                crowd.results().forEach(samples::addAll);
            }
        }
        samples.add(request("/api/token", alice));
        long renewals = proxy.count("grant_type=refresh_token");
        Duration during = slowest(samples, Sample::duringRenewal);
        Duration between = slowest(samples, sample -> !sample.duringRenewal());
        LOG.log(
                System.Logger.Level.INFO,
                "{0} requests, {1} renewals; 99 of 100 requests took less than {2} during them and {3} between them",
                samples.size(),
                renewals,
                during,
                between);

        assertThat(samples)
                .hasSizeGreaterThan(3_000)
                .allSatisfy(sample -> assertThat(sample.status()).isEqualTo(200));
        assertThat(samples.stream().filter(Sample::isOfAToken))
                .allSatisfy(sample -> assertThat(sample.expiresAt()).isAfter(sample.sent()));
        assertThat(proxy.issued())
                .allSatisfy(issued -> assertThat(issued.getInt("expires_in")).isBetween(2, 3));
        assertThat(renewals).isBetween(20L, 46L);
        assertThat(samples.stream()
                        .filter(Sample::isOfAToken)
                        .map(Sample::fingerprint)
                        .distinct())
                .hasSize((int) renewals + 1);
        assertThat(proxy.count("/authorize?")).isEqualTo(1);
        assertThat(during).isLessThanOrEqualTo(longest(SHORT, between.multipliedBy(TIMES_LONGER)));
    }

    private static List<Sample> aWhile(int client, String[] headers) {
        String path = client % 2 == 0 ? "/api/hello/private" : "/api/token";
        List<Sample> samples = new ArrayList<>();
        long next = System.nanoTime();
        long end = next + ROUND.toNanos();
        while (next - end < 0) {
            LockSupport.parkNanos(next - System.nanoTime());
            samples.add(request(path, headers));
            next += PACE.toNanos();
        }
        return samples;
    }

    private static Sample request(String path, String[] headers) {
        boolean isAmBusy = Servers.proxy().inFlight() > 0;
        Instant sent = Instant.now();
        long start = System.nanoTime();
        HttpResponse<String> response = App.get(path, headers);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new Sample(
                sent,
                took,
                isAmBusy || Servers.proxy().inFlight() > 0,
                response.statusCode(),
                response.body().startsWith("{") ? App.json(response) : JsonObject.EMPTY_JSON_OBJECT);
    }

    /** Of a hundred requests the slowest but one. */
    private static Duration slowest(List<Sample> samples, Predicate<Sample> which) {
        List<Duration> took =
                samples.stream().filter(which).map(Sample::took).sorted().toList();
        return took.get(took.size() * 99 / 100);
    }

    private static Duration longest(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }
}
