package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ForwardingStore;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;
import org.journeyguard.spi.ClusterStoreSettings;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.Test;

class ReconnectingStoreTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final MemoryEngine memory = new MemoryEngine(System::nanoTime);
    private final RecordingListener heard = new RecordingListener();
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final List<Runnable> stops = new CopyOnWriteArrayList<>();

    @Test
    void operationsSucceedAfterASuccessfulAttempt() {
        FailingEngine engine = new FailingEngine(3, IllegalStateException::new);
        try (ClusterStore store = ReconnectingStore.open(engine, heard, SOON, AT_ONCE)) {
            Await.until("connects", () -> heard.resumptions() == 1);
            assertThat(store.announced().putIfAbsent("x", new byte[1], SOON)).isTrue();
            assertThat(store.quiet().get("x")).isEmpty();
        }
    }

    @Test
    void operationsFailUntilAnAttemptSucceeds() {
        FailingEngine engine = new FailingEngine(Integer.MAX_VALUE, () -> {
            throw new NoClassDefFoundError();
        });
        try (ClusterStore store = ReconnectingStore.open(engine, heard, SOON, SOON)) {
            assertThatThrownBy(() -> store.announced().get("x")).isInstanceOf(IllegalStateException.class);
            assertThat(heard.resumptions()).isZero();
        }
        assertThat(closed).containsExactly("engine");
    }

    @Test
    void hangingEngineDoesNotDelayTheStart() {
        CountDownLatch never = new CountDownLatch(1);
        FailingEngine engine = new FailingEngine(1, () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                // closed
            }
            return new IllegalStateException();
        });
        try (ClusterStore store = ReconnectingStore.open(engine, heard, Duration.ofMillis(1), SOON)) {
            assertThatThrownBy(() -> store.quiet().remove("x", new byte[1])).isInstanceOf(IllegalStateException.class);
        }
        assertThat(closed).containsExactly("engine");
    }

    @Test
    void stoppedEngineIsReopened() {
        try (ClusterStore store =
                ReconnectingStore.open(new FailingEngine(0, IllegalStateException::new), heard, SOON, AT_ONCE)) {
            Await.until("connects", () -> heard.resumptions() == 1);
            stops.get(0).run();
            Await.until("connects again", () -> heard.resumptions() == 2);
            assertThat(store.announced().get("x")).isEmpty();
        }
        assertThat(closed).containsExactly("store 2", "engine");
    }

    @Test
    void misconfiguredEngineIsReportedAtOnceAndClosed() {
        FailingEngine engine = new FailingEngine(1, () -> new MisconfiguredEngine("set the key"));
        assertThatThrownBy(() -> ReconnectingStore.open(engine, heard, SOON, SOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("set the key");
        assertThat(closed).containsExactly("engine");
    }

    /** Fails a number of times, and then opens nodes of the engine in memory. */
    private final class FailingEngine implements Engine {
        private final Supplier<RuntimeException> failure;
        private int failures;

        FailingEngine(int failures, Supplier<RuntimeException> failure) {
            this.failures = failures;
            this.failure = failure;
        }

        @Override
        public ClusterStore open(ClusterStoreListener listener, Runnable stopped) {
            if (failures-- > 0) {
                throw failure.get();
            }
            stops.add(stopped);
            ClusterStoreSettings settings = new ClusterStoreSettings("space", SOON, Map.of());
            return new ClosingStore(memory.open(settings, new RecordingListener()), "store " + stops.size());
        }

        @Override
        public void close() {
            closed.add("engine");
        }
    }

    private final class ClosingStore extends ForwardingStore {
        private final String name;

        ClosingStore(ClusterStore store, String name) {
            super(store);
            this.name = name;
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }
}
