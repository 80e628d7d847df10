package org.journeyguard.internal.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.am.policy.Evaluation;
import org.journeyguard.internal.authorization.DecisionKey.Enquiry;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionCacheTest {
    private static final TokenDigest ALICE = TokenDigest.ofText("alice");
    private static final TokenDigest BOB = TokenDigest.ofText("bob");
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private final ManualTime time = new ManualTime();
    private final DecisionCache cache = new DecisionCache(Duration.ofMinutes(1), 100, time, time::nanoTime);

    private static DecisionKey key(TokenDigest subject, String resource) {
        return new DecisionKey(new Enquiry(subject, "orders", "", "10.0.0.7", Map.of()), resource);
    }

    private static Evaluation evaluation(Duration lasts) {
        return new Evaluation(new PolicyDecision("x", Map.of("GET", true), Map.of(), Map.of()), lasts);
    }

    private boolean has(TokenDigest subject) {
        return cache.find(key(subject, "x")) != null;
    }

    private void store(TokenDigest subject) {
        cache.store(key(subject, "x"), evaluation(FOREVER), cache.era());
    }

    @Test
    void dropOfOneSubjectKeepsOtherDecisions() {
        store(ALICE);
        store(BOB);
        cache.drop(ALICE);
        assertThat(List.of(has(ALICE), has(BOB))).containsExactly(false, true);
        cache.drop();
        assertThat(has(BOB)).isFalse();
    }

    @Test
    void evaluationStartedBeforeADropIsNotCached() {
        long askedIn = cache.era();
        cache.drop();
        cache.store(key(ALICE, "x"), evaluation(FOREVER), askedIn);
        assertThat(has(ALICE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-2562047788015H"})
    void expiredDecisionIsNotCached(Duration lasts) {
        cache.store(key(ALICE, "x"), evaluation(lasts), cache.era());
        assertThat(has(ALICE)).isFalse();
    }

    @Test
    void cacheSizeIsWeightedByResourceLength() {
        for (int i = 0; i < 1_000; i++) {
            cache.store(key(ALICE, i + "/".repeat(9_500)), evaluation(FOREVER), cache.era());
        }
        assertThat(cache.size()).isLessThanOrEqualTo(10);
    }

    @Test
    void decisionExpiresDuringASuspensionOfTheMachine() {
        store(ALICE);
        time.setWallClock(time.instant().plus(Duration.ofMinutes(1)));
        assertThat(has(ALICE)).isFalse();
    }

    /** Entries with the same hash are looked through one by one, and users choose the paths that they request. */
    @Test
    void keysOfOneUserHaveDifferentHashes() {
        int keys = 1_000;
        assertThat(IntStream.range(0, keys)
                        .map(i -> key(ALICE, "/orders/" + (keys + i) + "/lines/of-a-long-common-end")
                                .hashCode())
                        .distinct())
                .hasSize(keys);
        assertThat(IntStream.range(0, keys)
                        .map(i -> new Enquiry(
                                        ALICE, "orders", "", "10.0.0.7", Map.of("amount", List.of(String.valueOf(i))))
                                .hashCode())
                        .distinct())
                .hasSize(keys);
    }
}
