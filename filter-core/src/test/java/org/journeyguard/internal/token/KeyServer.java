package org.journeyguard.internal.token;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.Outage;

/** AM, as far as it is asked for its keys. */
public final class KeyServer implements Supplier<AmResult<String>> {
    public static final Duration RETRY_AFTER = Duration.ofSeconds(7);

    private final AtomicInteger calls = new AtomicInteger();
    private volatile AmResult<String> answer;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public KeyServer(SigningKey... keys) {
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

    public void shows(SigningKey... keys) {
        says(TestJwts.jwks(keys));
    }

    public void says(String text) {
        answer = new AmResult.Value<>(text);
    }

    public void isSilent() {
        answer = new AmResult.NoAnswer<>(new Outage("timeout", RETRY_AFTER));
    }

    public void answers(AmResult<String> other) {
        answer = other;
    }

    /** Leaves whoever asks waiting until the gate opens. */
    public void isHeldBy(CountDownLatch other) {
        gate = other;
    }

    public int calls() {
        return calls.get();
    }
}
