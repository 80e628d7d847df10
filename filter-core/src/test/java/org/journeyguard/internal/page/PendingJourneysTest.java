package org.journeyguard.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.policy.AuthenticationRequirement;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.post.PostKey;
import org.journeyguard.internal.signin.SignInCookie;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

/** Sign-ins between their steps, on one node and on several. */
class PendingJourneysTest {
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final String AUTH_ID = "eyJ0eXAiOiJKV1QifQ.auth.c2ln";
    private static final int MOST = 100;

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final PendingJourneys one = journeys(Optional.empty());

    private PendingJourneys journeys(Optional<Cluster> cluster) {
        return new PendingJourneys(MOST, LASTS, URI.create("https://app.example.com"), cluster, time, time::nanoTime);
    }

    private PendingJourneys node() {
        return journeys(Optional.of(new TestNode(engine).open(time::nanoTime)));
    }

    private static PendingJourney journey(String message) {
        return new PendingJourney(
                new SignInPage.Link("/a?b=%20&c", new AuthenticationRequirement(List.of("mfa"), 5)),
                message,
                Json.createObjectBuilder().add("authId", AUTH_ID).build());
    }

    @Test
    void stepIsReturnedUnchangedOnAnyNode() {
        PendingJourneys other = node();
        for (PendingJourneys to : List.of(one, other)) {
            PostKey key = (to == one ? one : node()).put(journey("ä \"x\""));
            PendingJourney found = to.find(key).orElseThrow();
            assertThat(found.link()).isEqualTo(journey("").link());
            assertThat(found.message()).isEqualTo("ä \"x\"");
            assertThat(found.step()).isEqualTo(journey("").step());
            assertThat(to.take(key)).isPresent();
            assertThat(to.find(key)).isEmpty();
        }
    }

    @Test
    void stepIsTakenOnce() {
        for (PendingJourneys each : List.of(one, node())) {
            PostKey key = each.put(journey(""));
            try (ParallelCalls<Optional<PendingJourney>> calls = ParallelCalls.start(8, i -> each.take(key))) {
                assertThat(calls.results()).filteredOn(Optional::isPresent).hasSize(1);
            }
        }
    }

    @Test
    void tenThousandThatAreBegunAndNeverFinishedCostBoundedMemoryAndKeepNoOtherUserOut() {
        beginAndNeverFinish(one, 10_000);
    }

    @Test
    void manyThatAreBegunAndNeverFinishedCostTheEngineBoundedMemory() {
        beginAndNeverFinish(node(), 3 * MOST);
        assertThat(engine.entries()).isEqualTo(MOST);
    }

    private static void beginAndNeverFinish(PendingJourneys journeys, int number) {
        List<PostKey> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            keys.add(journeys.put(journey("")));
            assertThat(journeys.size()).isLessThanOrEqualTo(MOST);
        }
        assertThat(journeys.find(keys.get(number - 1))).isPresent();
        assertThat(journeys.find(keys.get(number - MOST))).isPresent();
        assertThat(journeys.find(keys.get(number - MOST - 1))).isEmpty();
    }

    @Test
    void stepExpires() {
        for (PendingJourneys each : List.of(one, node())) {
            PostKey key = each.put(journey(""));
            time.pass(LASTS.minusNanos(1));
            assertThat(each.find(key)).isPresent();
            time.pass(Duration.ofNanos(1));
            assertThat(each.find(key)).isEmpty();
            assertThat(each.size()).isZero();
        }
    }

    @Test
    void stepIsFoundOnlyWithItsCookie() {
        SignInCookie cookie = one.cookie(one.put(journey("")));
        String id = cookie.name().substring(one.cookiePrefix().length());
        assertThat(cookie.name()).startsWith("__Host-journey-step-");
        assertThat(one.key(List.of(cookie), id).flatMap(one::find)).isPresent();
        assertThat(one.key(List.of(), id)).isEmpty();
        PostKey other = one.put(journey(""));
        SignInCookie forged = new SignInCookie(cookie.name(), one.cookie(other).value());
        assertThat(one.key(List.of(forged), id).flatMap(one::find)).isEmpty();
    }

    @Test
    void browserWithManyStepsLosesTheOldest() {
        List<SignInCookie> present = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            time.pass(Duration.ofSeconds(1));
            SignInCookie fresh = one.cookie(one.put(journey("")));
            List<String> gone = one.dropSurplus(present, fresh);
            present.removeIf(each -> gone.contains(each.name()));
            present.add(fresh);
        }
        assertThat(present).hasSize(5);
        assertThat(one.size()).isEqualTo(5);
    }

    @Test
    void outageOfTheEngineIsNotALostStep() {
        TestNode node = new TestNode(engine);
        PendingJourneys shared = journeys(Optional.of(node.open(time::nanoTime)));
        PostKey key = shared.put(journey(""));
        node.connection().cutOff();
        assertThatThrownBy(() -> shared.find(key)).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> shared.put(journey(""))).isInstanceOf(Unavailable.class);
        assertThat(shared.size()).isEqualTo(1);
    }

    @Test
    void nothingShowsTheAuthId() {
        assertThat(journey("").toString()).doesNotContain("eyJ");
        assertThat(one.cookie(one.put(journey(""))).toString()).doesNotContain("eyJ");
    }
}
