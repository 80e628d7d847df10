package org.journeyguard.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.journeyguard.Crowd;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final ManualTime time = new ManualTime();
    private final SingleFlight<String, String> flights = new SingleFlight<>(new Semaphore(100), time::nanoTime);
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void whoComesWhileACallIsUnderWayGetsItsOutcome() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (Crowd<String> leader = Crowd.of(1, i -> run("a", () -> held(underWay)))) {
            await(underWay);
            try (Crowd<String> others = Crowd.of(50, i -> run("a", () -> "another call"))) {
                Crowd.until("all others wait", () -> others.waiting() == 50);
                gate.countDown();
                assertThat(leader.outcomes()).containsExactly("outcome");
                assertThat(others.outcomes()).isEqualTo(Collections.nCopies(50, "outcome"));
            }
        }
    }

    @Test
    void aCallUnderWayIsNotMadeTwice() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (Crowd<String> leader = Crowd.of(1, i -> run("a", () -> held(underWay)));
                Crowd<String> impatient = afterwards(underWay, 20)) {
            assertThat(impatient.outcomes()).isEqualTo(Collections.nCopies(20, "lost"));
            assertThat(calls).hasValue(1);
            gate.countDown();
            assertThat(leader.outcomes()).containsExactly("outcome");
        }
    }

    @Test
    void keysDoNotWaitForEachOther() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (Crowd<String> leader = Crowd.of(1, i -> run("a", () -> held(underWay)))) {
            await(underWay);
            assertThat(run("b", () -> "b's own")).isEqualTo("b's own");
            gate.countDown();
            assertThat(leader.outcomes()).containsExactly("outcome");
        }
    }

    @Test
    void theNextCallAfterTheEndIsANewOne() {
        assertThat(run("a", () -> "first")).isEqualTo("first");
        assertThat(run("a", () -> "second")).isEqualTo("second");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aCallThatBreaksIsLostForTheOthersAndDoesNotBlockTheKey() {
        assertThatThrownBy(() -> run("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(run("a", () -> "whole again")).isEqualTo("whole again");
    }

    @Test
    void whoFindsNoPlaceAmongThePatientOnesDoesNotWaitForACallThatIsOldAlready() {
        SingleFlight<String, String> crowded = new SingleFlight<>(new Semaphore(1), time::nanoTime);
        CountDownLatch underWay = new CountDownLatch(1);
        try (Crowd<String> leader = Crowd.of(1, i -> crowded.run("a", () -> held(underWay), PATIENT, () -> "lost"))) {
            await(underWay);
            try (Crowd<String> patient = Crowd.of(1, i -> crowded.run("a", () -> "never", PATIENT, () -> "lost"))) {
                Crowd.until("one waits", () -> patient.waiting() == 1);
                time.pass(SingleFlight.BRIEFLY);
                long start = System.nanoTime();
                assertThat(crowded.run("a", () -> "never", PATIENT, () -> "lost"))
                        .isEqualTo("lost");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SingleFlight.BRIEFLY);
                gate.countDown();
                assertThat(patient.outcomes()).containsExactly("outcome");
            }
            assertThat(leader.outcomes()).containsExactly("outcome");
        }
    }

    @Test
    void allWhoFindNoPlaceAmongThePatientOnesShareAShortTime() {
        SingleFlight<String, String> crowded = new SingleFlight<>(new Semaphore(10), time::nanoTime);
        CountDownLatch underWay = new CountDownLatch(1);
        try (Crowd<String> leader = Crowd.of(1, i -> crowded.run("a", () -> held(underWay), PATIENT, () -> "lost"))) {
            await(underWay);
            try (Crowd<Duration> others = Crowd.of(600, i -> {
                long start = System.nanoTime();
                crowded.run("a", () -> "never", PATIENT, () -> "lost");
                return Duration.ofNanos(System.nanoTime() - start);
            })) {
                Crowd.until("all but the patient ones are back", () -> others.back() == 590);
                gate.countDown();
                Duration together =
                        others.outcomes().stream().sorted().limit(590).reduce(Duration.ZERO, Duration::plus);
                // 30 seconds, and what a busy machine needs to wake them up
                assertThat(together).isLessThan(Duration.ofSeconds(150));
            }
            assertThat(leader.outcomes()).containsExactly("outcome");
        }
    }

    private Crowd<String> afterwards(CountDownLatch underWay, int size) {
        await(underWay);
        return Crowd.of(size, i -> flights.run("a", () -> "never", Duration.ofMillis(100), () -> "lost"));
    }

    private String run(String key, Supplier<String> call) {
        return flights.run(
                key,
                () -> {
                    calls.incrementAndGet();
                    return call.get();
                },
                PATIENT,
                () -> "lost");
    }

    private String held(CountDownLatch underWay) {
        underWay.countDown();
        await(gate);
        return "outcome";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
