package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes that the engine did not confirm are repeated, lose nothing new, and end nothing that another node has written since. */
class LateWritesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TokenDigest SESSION = TokenDigest.of("session");
    private static final int SEEDS = 300;

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final Node here = new Node();
    private final Node there = new Node();
    private final List<String> notStored = new ArrayList<>();
    private final List<Object> dropped = new ArrayList<>();

    LateWritesTest() {
        here.stores.tokens().whenNotStored((present, next) -> notStored.add(access(present) + ">" + access(next)));
        here.stores.tokens().whenDropped((session, set) -> dropped.add(set));
        here.stores.appSessions().whenDropped((session, state) -> dropped.add(state));
    }

    private final class Node {
        final TestNode engineNode = new TestNode(engine);
        final Cluster cluster = engineNode.open(time::nanoTime);
        final Deque<Runnable> later = new ArrayDeque<>();
        final SessionStores stores = SessionStores.shared(cluster, HOUR, 100, later::add, time::nanoTime);

        void failToReplace(TokenSet present, TokenSet next) {
            engineNode.connection().cutOff();
            assertThatThrownBy(() -> stores.tokens().replace(SESSION, present, next, HOUR))
                    .isInstanceOf(Unavailable.class);
            engineNode.connection().heal();
        }

        void runLater() {
            while (!later.isEmpty()) {
                later.remove().run();
            }
        }
    }

    @AfterEach
    void close() {
        here.cluster.close();
        there.cluster.close();
    }

    private static TokenSet set(String access) {
        Instant now = ManualTime.START;
        return new TokenSet(new Token(access, "refresh", null, "Bearer", Set.of(), now.plus(HOUR)), now, now, true);
    }

    private static String access(TokenSet set) {
        return set.token().accessToken();
    }

    private String stored() {
        return there.stores.tokens().get(SESSION).map(LateWritesTest::access).orElse("");
    }

    @Test
    void unconfirmedRenewalIsStoredLater() {
        assertThat(here.stores.tokens().replace(SESSION, null, set("a"), HOUR)).isTrue();
        here.failToReplace(set("a"), set("b"));
        assertThat(stored()).isEqualTo("a");
        here.runLater();
        assertThat(stored()).isEqualTo("b");
        assertThat(notStored).isEmpty();
    }

    @Test
    void unconfirmedRenewalIsStoredWhenTheNodeStops() {
        assertThat(here.stores.tokens().replace(SESSION, null, set("a"), HOUR)).isTrue();
        here.failToReplace(set("a"), set("b"));
        here.stores.close();
        assertThat(stored()).isEqualTo("b");
    }

    @Test
    void renewalOvertakenByAnotherNodeIsReported() {
        assertThat(here.stores.tokens().replace(SESSION, null, set("a"), HOUR)).isTrue();
        here.failToReplace(set("a"), set("b"));
        assertThat(there.stores.tokens().replace(SESSION, set("a"), set("c"), HOUR))
                .isTrue();
        here.runLater();
        assertThat(stored()).isEqualTo("c");
        assertThat(notStored).containsExactly("a>b");
        assertThat(dropped).isEmpty();
    }

    @Test
    void unchangedWriteOvertakenByAnotherNodeIsNotReported() {
        assertThat(here.stores.tokens().replace(SESSION, null, set("a"), HOUR)).isTrue();
        here.failToReplace(set("a"), set("a"));
        assertThat(there.stores.tokens().replace(SESSION, set("a"), set("c"), HOUR))
                .isTrue();
        here.runLater();
        assertThat(stored()).isEqualTo("c");
        assertThat(notStored).isEmpty();
        assertThat(dropped).isEmpty();
    }

    @Test
    void sessionUseOvertakenByAnotherNodeEndsNoSession() {
        List<AppSessionState> uses = IntStream.range(0, 3)
                .mapToObj(i -> new AppSessionState(
                        "id", ManualTime.START, ManualTime.START.plusSeconds(i), ManualTime.START.plus(HOUR)))
                .toList();
        SessionStore<AppSessionState> store = here.stores.appSessions();
        assertThat(store.replace(SESSION, null, uses.get(0), HOUR)).isTrue();
        here.engineNode.connection().cutOff();
        assertThatThrownBy(() -> store.replace(SESSION, uses.get(0), uses.get(1), HOUR))
                .isInstanceOf(Unavailable.class);
        here.engineNode.connection().heal();
        assertThat(there.stores.appSessions().replace(SESSION, uses.get(0), uses.get(2), HOUR))
                .isTrue();
        here.runLater();
        assertThat(store.get(SESSION)).contains(uses.get(2));
        assertThat(dropped).isEmpty();
    }

    @Test
    void lastWriteOfTheHighestPriorityIsMade() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> made = new ArrayList<>();
            Deque<Runnable> later = new ArrayDeque<>();
            String expected = "0";
            try (LateWrites writes = new LateWrites(later::add)) {
                for (int i = 0; i < 6; i++) {
                    int kind = random.nextInt(3);
                    String write = kind + "." + i;
                    if (kind == 2) {
                        writes.addRemoval(SESSION, () -> made.add(write));
                    } else {
                        assertThat(writes.addReplacement(SESSION, kind == 1, () -> made.add(write)))
                                .as("seed %d", seed)
                                .isEqualTo(kind >= kindOf(expected));
                    }
                    expected = kind >= kindOf(expected) ? write : expected;
                }
                later.forEach(Runnable::run);
            }
            assertThat(made).as("seed %d", seed).containsExactly(expected);
        }
    }

    private static int kindOf(String write) {
        return write.charAt(0) - '0';
    }
}
