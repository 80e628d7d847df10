package org.journeyguard.token;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.journeyguard.am.Answer;

/** AM, as far as it is asked for its keys. */
final class KeyServer implements Supplier<Answer<String>> {
    static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Answer<String> answer;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    KeyServer(SigningKey... keys) {
        answer = new Answer.Told<>(TestJwts.jwks(keys));
    }

    @Override
    public Answer<String> get() {
        calls.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return answer;
    }

    void shows(SigningKey... keys) {
        says(TestJwts.jwks(keys));
    }

    void says(String text) {
        answer = new Answer.Told<>(text);
    }

    void isSilent() {
        answer = new Answer.Silent<>("timeout", RETRY_AFTER);
    }

    void answers(Answer<String> other) {
        answer = other;
    }

    /** Leaves whoever asks waiting until the gate opens. */
    void isHeldBy(CountDownLatch other) {
        gate = other;
    }

    int calls() {
        return calls.get();
    }
}
