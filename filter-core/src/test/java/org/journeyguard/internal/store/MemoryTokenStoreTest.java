package org.journeyguard.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Crowd;
import org.journeyguard.Token;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store of a single node keeps what the SPI promises. */
class MemoryTokenStoreTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int SIZE = 100;
    private static final int CROWD = 50;

    private final ManualTime time = new ManualTime();
    private final MemoryTokenStore store = new MemoryTokenStore(SIZE, time::nanoTime);

    @AfterEach
    void end() {
        store.close();
    }

    @Test
    void aSetIsReplacedOnlyWhileItIsTheOneThatWasRead() {
        assertThat(store.replace("k", null, set("a"), HOUR)).isTrue();
        assertThat(store.replace("k", null, set("b"), HOUR)).isFalse();
        assertThat(store.replace("k", set("x"), set("b"), HOUR)).isFalse();
        assertThat(store.get("k")).contains(set("a"));
        assertThat(store.replace("k", set("a"), set("b"), HOUR)).isTrue();
        assertThat(store.get("k")).contains(set("b"));
    }

    @Test
    void aSetThatIsGoneIsNotReplaced() {
        assertThat(store.replace("k", set("a"), set("b"), HOUR)).isFalse();
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void aSpentSetIsAnotherOne() {
        store.replace("k", null, set("a"), HOUR);
        assertThat(store.replace("k", set("a"), set("a").spent(), HOUR)).isTrue();
        assertThat(store.replace("k", set("a"), set("b"), HOUR)).isFalse();
    }

    @Test
    void ofManyWhoReplaceOneSetOneDoes() {
        store.replace("k", null, set("a"), HOUR);
        try (Crowd<Boolean> crowd = Crowd.of(CROWD, i -> store.replace("k", set("a"), set("b" + i), HOUR))) {
            assertThat(crowd.outcomes().stream().filter(done -> done)).hasSize(1);
        }
    }

    @Test
    void ofManyWhoRemoveOneSetOneGetsIt() {
        store.replace("k", null, set("a"), HOUR);
        try (Crowd<Optional<TokenSet>> crowd = Crowd.of(CROWD, i -> store.remove("k"))) {
            assertThat(crowd.outcomes().stream().filter(Optional::isPresent)).hasSize(1);
        }
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void aSetIsGoneWhenItsTimeIsOver() {
        store.replace("k", null, set("a"), HOUR);
        time.pass(HOUR.minusMillis(1));
        assertThat(store.get("k")).isPresent();
        time.pass(Duration.ofMillis(1));
        assertThat(store.get("k")).isEmpty();
        assertThat(store.replace("k", set("a"), set("b"), HOUR)).isFalse();
    }

    @Test
    void whatTakesAnothersPlaceHasItsOwnTime() {
        store.replace("k", null, set("a"), HOUR);
        time.pass(HOUR.dividedBy(2));
        store.replace("k", set("a"), set("b"), HOUR.multipliedBy(2));
        time.pass(HOUR);
        assertThat(store.get("k")).contains(set("b"));
        time.pass(HOUR);
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void readingAndReplacingInVainProlongNothing() {
        store.replace("k", null, set("a"), HOUR);
        time.pass(HOUR.dividedBy(2));
        store.get("k");
        store.replace("k", null, set("b"), HOUR);
        time.pass(HOUR.dividedBy(2));
        assertThat(store.get("k")).isEmpty();
    }

    @Test
    void itIsBounded() {
        for (int i = 0; i < 10 * SIZE; i++) {
            store.replace("k" + i, null, set("a"), HOUR);
        }
        assertThat(store.size()).isLessThanOrEqualTo(SIZE);
    }

    @Test
    void aLeaseIsOneOwnersUntilItEndsOrIsGivenBack() {
        assertThat(store.lease("k", "one", HOUR)).isTrue();
        assertThat(store.lease("k", "two", HOUR)).isFalse();
        assertThat(store.lease("other", "two", HOUR)).isTrue();
        time.pass(HOUR);
        assertThat(store.lease("k", "two", HOUR)).isTrue();
        assertThat(store.lease("k", "one", HOUR)).isFalse();
        store.release("k", "two");
        assertThat(store.lease("k", "one", HOUR)).isTrue();
    }

    @Test
    void itsOwnerProlongsALease() {
        store.lease("k", "one", HOUR);
        time.pass(HOUR.dividedBy(2));
        assertThat(store.lease("k", "one", HOUR)).isTrue();
        time.pass(HOUR.dividedBy(2));
        assertThat(store.lease("k", "two", HOUR)).isFalse();
    }

    @Test
    void leaseIsReleasedOnlyByItsOwner() {
        store.lease("k", "one", HOUR);
        store.release("k", "two");
        assertThat(store.lease("k", "two", HOUR)).isFalse();
    }

    @Test
    void ofManyWhoWantALeaseOneGetsIt() {
        try (Crowd<Boolean> crowd = Crowd.of(CROWD, i -> store.lease("k", "node" + i, HOUR))) {
            assertThat(crowd.outcomes().stream().filter(got -> got)).hasSize(1);
        }
    }

    @Test
    void listenerHearsOfEachRemovalOnce() {
        List<String> heard = new ArrayList<>();
        store.whenRemoved(heard::add);
        store.replace("k", null, set("a"), HOUR);
        store.replace("k", set("a"), set("b"), HOUR);
        assertThat(heard).isEmpty();
        store.remove("k");
        store.remove("k");
        store.remove("never");
        assertThat(heard).containsExactly("k");
    }

    private static TokenSet set(String access) {
        Instant now = ManualTime.START;
        return new TokenSet(new Token(access, "r", null, "Bearer", Set.of(), now.plusSeconds(3_600)), now, now, true);
    }
}
