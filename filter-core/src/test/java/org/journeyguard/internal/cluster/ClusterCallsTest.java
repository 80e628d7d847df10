package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.CircuitBreaker;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterCallsTest {
    /** By the real clock. */
    private static final Duration TIMEOUT = Duration.ofMillis(200);

    private final ManualTime time = new ManualTime();
    private final CircuitBreaker breaker = new CircuitBreaker(time::nanoTime);
    private final ClusterCalls calls = new ClusterCalls(TIMEOUT, breaker, Observers.NONE, time::nanoTime);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void end() {
        calls.close();
    }

    private void fail() {
        assertThatThrownBy(() -> calls.run("get", () -> {
                    throw new IllegalStateException("redis://user:hidden@host");
                }))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void callsOfAHangingEngineEndAtTheTimeout() {
        try (ParallelCalls<Unavailable> callers = ParallelCalls.start(
                200,
                i -> catchThrowableOfType(
                        Unavailable.class,
                        () -> calls.run("get", () -> {
                            never.await();
                            return i;
                        })))) {
            List<Unavailable> all = callers.results();
            assertThat(all).hasSize(200).doesNotContainNull();
        }
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void waitingForAFreeCallIsNotAnEngineFailure() {
        CountDownLatch answer = new CountDownLatch(1);
        int crowd = ClusterCalls.MOST_AT_ONCE + 2 * CircuitBreaker.FAILURES_TO_OPEN;
        try (ClusterCalls patient = new ClusterCalls(Duration.ofSeconds(20), breaker, Observers.NONE, time::nanoTime);
                ParallelCalls<Integer> callers = ParallelCalls.start(
                        crowd,
                        i -> patient.run("get", () -> {
                            answer.await();
                            return i;
                        }))) {
            Await.until("there is no room", () -> patient.waiting() == crowd - ClusterCalls.MOST_AT_ONCE);
            answer.countDown();
            assertThat(callers.results()).hasSize(crowd);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void breakerOpensAfterFailuresAndClosesAfterASuccessfulTrial() {
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < CircuitBreaker.FAILURES_TO_OPEN; i++) {
            fail();
        }
        assertThatThrownBy(() -> calls.run("get", asked::incrementAndGet)).isInstanceOf(Unavailable.class);
        assertThat(asked).hasValue(0);
        time.pass(Duration.ofSeconds(1));
        assertThat(calls.run("get", asked::incrementAndGet)).isEqualTo(1);
        assertThat(calls.run("get", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void engineErrorMessageIsNotExposed() {
        Unavailable failed = catchThrowableOfType(
                Unavailable.class,
                () -> calls.run("get", () -> {
                    throw new IllegalStateException("redis://user:hidden@host");
                }));
        assertThat(failed).hasMessageContaining("get").hasNoCause();
        assertThat(failed.getMessage()).doesNotContain("hidden");
        assertThat(failed.retryAfter()).isPositive();
    }
}
