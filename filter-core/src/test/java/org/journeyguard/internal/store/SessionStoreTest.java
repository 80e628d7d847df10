package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.Token;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every store of sessions does the same, for token sets and for app sessions, in memory and shared by nodes. */
class SessionStoreTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SIZE = 100;
    private static final int CROWD = 50;
    private static final TokenDigest K = TokenDigest.of("k");

    private static final ManualTime TIME = new ManualTime();

    private final MemoryEngine engine = new MemoryEngine(TIME::nanoTime);

    /** Some values of a kind: all different. */
    private record Case<V>(String name, SessionStore<V> store, List<V> values) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case<?>> stores() {
        List<TokenSet> sets =
                IntStream.range(0, CROWD + 2).mapToObj(i -> set("access" + i)).toList();
        List<AppSessionState> sessions = IntStream.range(0, CROWD + 2)
                .mapToObj(i -> new AppSessionState(
                        i == 0 ? null : "id" + i,
                        ManualTime.START,
                        ManualTime.START.plusSeconds(i),
                        ManualTime.START.plus(HOUR)))
                .toList();
        SessionStores memory = SessionStores.inMemory(SIZE, TIME::nanoTime);
        SessionStores shared = shared(new TestNode(new MemoryEngine(TIME::nanoTime)));
        return Stream.of(
                new Case<>("token sets in memory", memory.tokens(), sets),
                new Case<>("app sessions in memory", memory.appSessions(), sessions),
                new Case<>("token sets of several nodes", shared.tokens(), sets),
                new Case<>("app sessions of several nodes", shared.appSessions(), sessions));
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void valueIsReplacedOnlyIfItIsThePresentOne(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        assertThat(store.replace(K, null, a, HOUR)).isTrue();
        assertThat(store.replace(K, null, b, HOUR)).isFalse();
        assertThat(store.replace(K, b, b, HOUR)).isFalse();
        assertThat(store.get(K)).contains(a);
        assertThat(store.replace(K, a, b, HOUR)).isTrue();
        assertThat(store.get(K)).contains(b);
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void missingValueIsNotReplaced(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        assertThat(store.replace(K, a, b, HOUR)).isFalse();
        assertThat(store.get(K)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void onlyOneOfConcurrentReplacementsSucceeds(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        store.replace(K, null, a, HOUR);
        try (ParallelCalls<Boolean> crowd =
                ParallelCalls.start(CROWD, i -> store.replace(K, a, each.values.get(i + 2), HOUR))) {
            assertThat(crowd.results().stream().filter(done -> done)).hasSize(1);
        }
        assertThat(store.get(K)).isPresent().isNotEqualTo(Optional.of(b));
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void onlyOneOfConcurrentRemovalsReturnsTheValue(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        store.replace(K, null, b, HOUR);
        store.replace(K, b, a, HOUR);
        try (ParallelCalls<Optional<V>> crowd = ParallelCalls.start(CROWD, i -> store.remove(K))) {
            assertThat(crowd.results().stream().filter(Optional::isPresent)).containsExactly(Optional.of(a));
        }
        assertThat(store.get(K)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void valueExpires(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        store.replace(K, null, a, HOUR);
        TIME.pass(HOUR.minusMillis(1));
        assertThat(store.get(K)).isPresent();
        TIME.pass(Duration.ofMillis(1));
        assertThat(store.get(K)).isEmpty();
        assertThat(store.replace(K, a, b, HOUR)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void replacementHasItsOwnExpiry(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        store.replace(K, null, a, HOUR);
        TIME.pass(HOUR.dividedBy(2));
        store.replace(K, a, b, HOUR.multipliedBy(2));
        TIME.pass(HOUR);
        assertThat(store.get(K)).contains(b);
        TIME.pass(HOUR);
        assertThat(store.get(K)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void readsAndFailedReplacementsDoNotProlongAValue(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        store.replace(K, null, a, HOUR);
        TIME.pass(HOUR.dividedBy(2));
        store.get(K);
        store.replace(K, null, b, HOUR);
        TIME.pass(HOUR.dividedBy(2));
        assertThat(store.get(K)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void listenerIsNotifiedOncePerRemoval(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        List<TokenDigest> heard = new ArrayList<>();
        store.whenRemoved(heard::add);
        store.replace(K, null, a, HOUR);
        store.replace(K, a, b, HOUR);
        assertThat(heard).isEmpty();
        store.remove(K);
        store.remove(K);
        store.remove(TokenDigest.of("never"));
        assertThat(heard).containsExactly(K);
    }

    @Test
    void spentTokenSetIsNotEqualToTheOriginal() {
        SessionStore<TokenSet> store = shared(new TestNode(engine)).tokens();
        store.replace(K, null, set("a"), HOUR);
        assertThat(store.replace(K, set("a"), set("a").spent(), HOUR)).isTrue();
        assertThat(store.replace(K, set("a"), set("b"), HOUR)).isFalse();
    }

    @Test
    void evictedAndExpiredTokenSetsInMemoryAreReported() {
        MemoryStore<TokenSet> store = new MemoryStore<>(SIZE, TIME::nanoTime);
        List<TokenDigest> removed = new ArrayList<>();
        List<TokenDigest> dropped = new ArrayList<>();
        store.whenRemoved(removed::add);
        store.whenDropped((session, set) -> dropped.add(session));
        for (int i = 0; i < 10 * SIZE; i++) {
            store.replace(TokenDigest.of("k" + i), null, set("a"), HOUR);
        }
        assertThat(store.size()).isEqualTo(SIZE);
        assertThat(dropped).hasSize(9 * SIZE);
        TIME.pass(HOUR);
        assertThat(store.size()).isZero();
        assertThat(dropped).hasSize(10 * SIZE).isEqualTo(removed);
    }

    @Test
    void tokensAndStateOfASessionAreIndependent() {
        SessionStores stores = shared(new TestNode(engine));
        AppSessionState session =
                new AppSessionState("id", ManualTime.START, ManualTime.START, ManualTime.START.plus(HOUR));
        assertThat(stores.tokens().replace(K, null, set("a"), HOUR)).isTrue();
        assertThat(stores.appSessions().replace(K, null, session, HOUR)).isTrue();
        assertThat(stores.appSessions().remove(K)).contains(session);
        assertThat(stores.tokens().get(K)).contains(set("a"));
    }

    @Test
    void leaseBelongsToOneNode() {
        RenewalLeases one = shared(new TestNode(engine)).leases();
        RenewalLeases two = shared(new TestNode(engine)).leases();
        assertThat(one.take(K, HOUR)).isTrue();
        TIME.pass(HOUR.dividedBy(2));
        assertThat(one.take(K, HOUR)).as("prolonged").isTrue();
        TIME.pass(HOUR.dividedBy(2));
        assertThat(two.take(K, HOUR)).isFalse();
        two.release(K);
        assertThat(two.take(K, HOUR)).isFalse();
        one.release(K);
        assertThat(two.take(K, HOUR)).isTrue();
        TIME.pass(HOUR);
        assertThat(one.take(K, HOUR)).isTrue();
    }

    private static SessionStores shared(TestNode node) {
        return SessionStores.shared(node.open(TIME::nanoTime), HOUR, SIZE, task -> {}, TIME::nanoTime);
    }

    private static TokenSet set(String access) {
        Instant now = ManualTime.START;
        return new TokenSet(new Token(access, "r", null, "Bearer", Set.of(), now.plusSeconds(3_600)), now, now, true);
    }
}
