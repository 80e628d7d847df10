package org.journeyguard.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {
    private final ManualTime time = new ManualTime();
    private final CircuitBreaker breaker = new CircuitBreaker(time::nanoTime);

    @Test
    void retryAfterIsOneSecondWhileTheBreakerIsClosed() {
        assertThat(breaker.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        time.pass(Duration.ofMinutes(1));
        fail(1);
        assertThat(breaker.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void fourFailuresKeepTheBreakerClosed() {
        fail(4);
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void fiveFailuresOpenTheBreakerForASecond() {
        fail(5);
        assertThat(breaker.allows()).isFalse();
        time.pass(Duration.ofMillis(999));
        assertThat(breaker.allows()).isFalse();
        time.pass(Duration.ofMillis(1));
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void successResetsTheFailureCount() {
        fail(4);
        breaker.succeeded();
        fail(4);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void onlyOneTrialCallIsAllowedAfterThePause() {
        fail(5);
        time.pass(Duration.ofSeconds(1));
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isFalse();
    }

    @Test
    void unfinishedTrialAllowsAnotherAfterTheMaximumPause() {
        fail(5);
        time.pass(Duration.ofSeconds(1));
        assertThat(breaker.allows()).isTrue();
        time.pass(CircuitBreaker.MAX_PAUSE);
        assertThat(breaker.allows()).isTrue();
    }

    @Test
    void failedTrialDoublesThePauseUpToEightSeconds() {
        fail(5);
        for (int seconds : new int[] {1, 2, 4, 8, 8, 8}) {
            assertThat(breaker.retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
            time.pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(breaker.allows()).isFalse();
            time.pass(Duration.ofNanos(1));
            assertThat(breaker.allows()).isTrue();
            fail(1);
        }
    }

    @Test
    void successfulTrialClosesTheBreakerAndResetsThePause() {
        fail(9);
        time.pass(CircuitBreaker.MAX_PAUSE);
        breaker.succeeded();
        assertThat(breaker.allows()).isTrue();
        assertThat(breaker.allows()).isTrue();
        fail(5);
        assertThat(breaker.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void retryAfterIsAtLeastOneSecond() {
        fail(5);
        time.pass(Duration.ofMillis(900));
        assertThat(breaker.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 60})
    void hangingTrialsDelayTheNextCallByAtMostEightSeconds(int deadline) {
        Deque<Long> sent = new ArrayDeque<>();
        Duration step = Duration.ofMillis(100);
        fail(5);
        long lastAsked = time.nanoTime();
        for (Duration passed = Duration.ZERO; passed.toMinutes() < 3; passed = passed.plus(step)) {
            if (breaker.allows()) {
                // an AM that came back right after the last question has waited for this long
                assertThat(Duration.ofNanos(time.nanoTime() - lastAsked)).isLessThanOrEqualTo(Duration.ofSeconds(8));
                lastAsked = time.nanoTime();
                sent.add(lastAsked);
            }
            time.pass(step);
            while (!sent.isEmpty()
                    && time.nanoTime() - sent.element()
                            >= Duration.ofSeconds(deadline).toNanos()) {
                breaker.failed(sent.remove());
            }
        }
        assertThat(Duration.ofNanos(time.nanoTime() - lastAsked)).isLessThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void failuresOfCallsStartedBeforeASuccessDoNotCount() {
        long whileAmWasAway = time.nanoTime();
        time.pass(Duration.ofSeconds(3));
        breaker.succeeded();
        for (int i = 0; i < 20; i++) {
            breaker.failed(whileAmWasAway);
        }
        assertThat(breaker.allows()).isTrue();
        fail(5);
        assertThat(breaker.allows()).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed(time.nanoTime());
        }
    }
}
