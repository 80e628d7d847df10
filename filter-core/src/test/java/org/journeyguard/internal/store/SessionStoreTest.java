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
import org.journeyguard.fixtures.ApplicationTokenStore;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every store of sessions does the same, for token sets and for app sessions, in memory and over an application's own store. */
class SessionStoreTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SIZE = 100;
    private static final int CROWD = 50;
    private static final String APPLICATION = "https://am.example.com/am|/|web-app|";
    private static final TokenDigest K = TokenDigest.of("k");

    private static final ManualTime TIME = new ManualTime();

    private final ApplicationTokenStore own = new ApplicationTokenStore(TIME::nanoTime);

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
        SessionStores shared = SessionStores.over(new ApplicationTokenStore(TIME::nanoTime), APPLICATION);
        return Stream.of(
                new Case<>("token sets in memory", memory.tokens(), sets),
                new Case<>("app sessions in memory", memory.appSessions(), sessions),
                new Case<>("token sets in an own store", shared.tokens(), sets),
                new Case<>("app sessions in an own store", shared.appSessions(), sessions));
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void aValueIsReplacedOnlyWhileItIsTheOneThatWasRead(Case<V> each) {
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
    <V> void aValueThatIsGoneIsNotReplaced(Case<V> each) {
        SessionStore<V> store = each.store;
        V a = each.values.get(0);
        V b = each.values.get(1);
        assertThat(store.replace(K, a, b, HOUR)).isFalse();
        assertThat(store.get(K)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    <V> void ofManyWhoReplaceOneValueOneDoes(Case<V> each) {
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
    <V> void ofManyWhoRemoveOneValueOneGetsIt(Case<V> each) {
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
    <V> void aValueIsGoneWhenItsTimeIsOver(Case<V> each) {
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
    <V> void whatTakesAnothersPlaceHasItsOwnTime(Case<V> each) {
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
    <V> void readingAndReplacingInVainProlongNothing(Case<V> each) {
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
    <V> void whoListensHearsOfEachRemovalOnceAndOfNothingElse(Case<V> each) {
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
    void aSpentSetIsAnotherOne() {
        SessionStore<TokenSet> store = SessionStores.over(own, APPLICATION).tokens();
        store.replace(K, null, set("a"), HOUR);
        assertThat(store.replace(K, set("a"), set("a").spent(), HOUR)).isTrue();
        assertThat(store.replace(K, set("a"), set("b"), HOUR)).isFalse();
    }

    @Test
    void tokenSetsInMemoryAreBoundedAndThoseThatMakeRoomOrExpireAreReported() {
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
    void inOneStoreApplicationsAndKindsAreApart() {
        SessionStores one = SessionStores.over(own, APPLICATION);
        SessionStores other = SessionStores.over(own, "https://am.example.com/am|/alpha|web-app|");
        AppSessionState session =
                new AppSessionState("id", ManualTime.START, ManualTime.START, ManualTime.START.plus(HOUR));
        List<String> heard = new ArrayList<>();
        one.tokens().whenRemoved(digest -> heard.add("tokens"));
        one.appSessions().whenRemoved(digest -> heard.add("session"));
        other.tokens().whenRemoved(digest -> heard.add("others"));
        assertThat(one.tokens().replace(K, null, set("a"), HOUR)).isTrue();
        assertThat(one.appSessions().replace(K, null, session, HOUR)).isTrue();
        assertThat(other.tokens().get(K)).isEmpty();
        assertThat(other.appSessions().get(K)).isEmpty();
        assertThat(one.appSessions().remove(K)).contains(session);
        assertThat(heard).containsExactly("session");
        assertThat(one.tokens().get(K)).contains(set("a"));
    }

    @Test
    void ofTheNodesThatShareAStoreOneHasTheLease() {
        RenewalLeases one = SessionStores.over(own, APPLICATION).leases();
        RenewalLeases two = SessionStores.over(own, APPLICATION).leases();
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

    @Test
    void aKeyIsReadAsItWasWritten() {
        for (StoreKey.Kind kind : StoreKey.Kind.values()) {
            StoreKey key = new StoreKey(kind, K);
            assertThat(StoreKey.parse(key.text(APPLICATION), APPLICATION)).isEqualTo(key);
            assertThat(StoreKey.parse(key.text("other|"), APPLICATION)).isNull();
        }
    }

    private static TokenSet set(String access) {
        Instant now = ManualTime.START;
        return new TokenSet(new Token(access, "r", null, "Bearer", Set.of(), now.plusSeconds(3_600)), now, now, true);
    }
}
