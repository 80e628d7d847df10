package org.journeyguard.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final ManualTime time = new ManualTime();
    private final SingleFlight<String, String> flights = new SingleFlight<>(new Semaphore(100), time::nanoTime);
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void callersOfARunningCallShareItsResult() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (ParallelCalls<String> leader = ParallelCalls.start(1, i -> run("a", () -> held(underWay)))) {
            await(underWay);
            try (ParallelCalls<String> others = ParallelCalls.start(50, i -> run("a", () -> "another call"))) {
                Await.until("all others wait", () -> others.waiting() == 50);
                gate.countDown();
                assertThat(leader.results()).containsExactly("outcome");
                assertThat(others.results()).isEqualTo(Collections.nCopies(50, "outcome"));
            }
        }
    }

    @Test
    void runningCallIsNotRepeatedByCallersThatTimeOut() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (ParallelCalls<String> leader = ParallelCalls.start(1, i -> run("a", () -> held(underWay)));
                ParallelCalls<String> impatient = afterwards(underWay, 20)) {
            assertThat(impatient.results()).isEqualTo(Collections.nCopies(20, "lost"));
            assertThat(calls).hasValue(1);
            gate.countDown();
            assertThat(leader.results()).containsExactly("outcome");
        }
    }

    @Test
    void callsOfDifferentKeysRunConcurrently() {
        CountDownLatch underWay = new CountDownLatch(1);
        try (ParallelCalls<String> leader = ParallelCalls.start(1, i -> run("a", () -> held(underWay)))) {
            await(underWay);
            assertThat(run("b", () -> "b's own")).isEqualTo("b's own");
            gate.countDown();
            assertThat(leader.results()).containsExactly("outcome");
        }
    }

    @Test
    void callAfterTheEndOfAnotherIsMadeAnew() {
        assertThat(run("a", () -> "first")).isEqualTo("first");
        assertThat(run("a", () -> "second")).isEqualTo("second");
        assertThat(calls).hasValue(2);
    }

    @Test
    void failedCallDoesNotBlockItsKey() {
        assertThatThrownBy(() -> run("a", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(run("a", () -> "whole again")).isEqualTo("whole again");
    }

    @Test
    void callerWithoutAWaitingPermitDoesNotWaitForAnOldCall() {
        SingleFlight<String, String> crowded = new SingleFlight<>(new Semaphore(1), time::nanoTime);
        CountDownLatch underWay = new CountDownLatch(1);
        try (ParallelCalls<String> leader =
                ParallelCalls.start(1, i -> crowded.run("a", () -> held(underWay), PATIENT, () -> "lost"))) {
            await(underWay);
            try (ParallelCalls<String> patient =
                    ParallelCalls.start(1, i -> crowded.run("a", () -> "never", PATIENT, () -> "lost"))) {
                Await.until("one waits", () -> patient.waiting() == 1);
                time.pass(SingleFlight.BRIEFLY);
                long start = System.nanoTime();
                assertThat(crowded.run("a", () -> "never", PATIENT, () -> "lost"))
                        .isEqualTo("lost");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SingleFlight.BRIEFLY);
                gate.countDown();
                assertThat(patient.results()).containsExactly("outcome");
            }
            assertThat(leader.results()).containsExactly("outcome");
        }
    }

    @Test
    void callersWithoutAWaitingPermitShareAShortWait() {
        SingleFlight<String, String> crowded = new SingleFlight<>(new Semaphore(10), time::nanoTime);
        CountDownLatch underWay = new CountDownLatch(1);
        try (ParallelCalls<String> leader =
                ParallelCalls.start(1, i -> crowded.run("a", () -> held(underWay), PATIENT, () -> "lost"))) {
            await(underWay);
            try (ParallelCalls<Duration> others = ParallelCalls.start(600, i -> {
                long start = System.nanoTime();
                crowded.run("a", () -> "never", PATIENT, () -> "lost");
                return Duration.ofNanos(System.nanoTime() - start);
            })) {
                Await.until("all but the patient ones are back", () -> others.finished() == 590);
                gate.countDown();
                Duration together =
                        others.results().stream().sorted().limit(590).reduce(Duration.ZERO, Duration::plus);
                // 30 seconds, and what a busy machine needs to wake them up
                assertThat(together).isLessThan(Duration.ofSeconds(150));
            }
            assertThat(leader.results()).containsExactly("outcome");
        }
    }

    private ParallelCalls<String> afterwards(CountDownLatch underWay, int size) {
        await(underWay);
        return ParallelCalls.start(size, i -> flights.run("a", () -> "never", Duration.ofMillis(100), () -> "lost"));
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
