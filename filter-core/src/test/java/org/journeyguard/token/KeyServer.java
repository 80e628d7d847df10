package org.journeyguard.token;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;

/** AM, as far as it is asked for its keys. */
final class KeyServer implements Supplier<AmResult<String>> {
    static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final AtomicInteger calls = new AtomicInteger();
    private volatile AmResult<String> answer;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    KeyServer(SigningKey... keys) {
        answer = new AmResult.Value<>(TestJwts.jwks(keys));
    }

    @Override
    public AmResult<String> get() {
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
        answer = new AmResult.Value<>(text);
    }

    void isSilent() {
        answer = new AmResult.NoAnswer<>(new Outage("timeout", RETRY_AFTER));
    }

    void answers(AmResult<String> other) {
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
