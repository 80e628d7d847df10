package org.journeyguard.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.journeyguard.fixtures.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on single entries that every engine supports; a part of {@link ClusterStoreContract}. */
public abstract class ClusterEntriesContract {
    static final Duration LONG = Duration.ofMinutes(10);
    /** How late an entry may expire, and how early by the clocks of a machine, which count milliseconds. */
    private static final Duration LATE = Duration.ofMillis(1500);

    private static final Duration EARLY = Duration.ofMillis(5);

    final RecordingListener heardByA = new RecordingListener();
    final RecordingListener heardByB = new RecordingListener();
    private final RecordingListener heardByOther = new RecordingListener();
    private final String space = "contract-" + UUID.randomUUID().toString().substring(0, 18);
    private List<ClusterStore> nodes = List.of();

    /** Opens another node. */
    protected abstract ClusterStore open(String space, ClusterStoreListener listener);

    @BeforeEach
    void openNodes() {
        nodes = List.of(open(space, heardByA), open(space, heardByB), open(space + "-2", heardByOther));
        Await.until(
                "all nodes connect",
                () -> Stream.of(heardByA, heardByB, heardByOther).allMatch(listener -> listener.resumptions() > 0));
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(ClusterStore::close);
    }

    /** Returns one of two nodes of the same space. */
    ClusterStore nodeA() {
        return nodes.get(0);
    }

    /** Returns one of two nodes of the same space. */
    ClusterStore nodeB() {
        return nodes.get(1);
    }

    /** Returns a node of another space. */
    ClusterStore nodeOfOtherSpace() {
        return nodes.get(2);
    }

    ClusterEntries a() {
        return nodeA().announced();
    }

    ClusterEntries b() {
        return nodeB().announced();
    }

    @Test
    void entryIsAddedOnceAndReadByAllNodes() {
        assertThat(b().get("x")).isEmpty();
        assertThat(a().putIfAbsent("x", octets("1"), LONG)).isTrue();
        assertThat(b().putIfAbsent("x", octets("2"), LONG)).isFalse();
        assertThat(a().get("x")).contains(octets("1"));
        assertThat(b().get("x")).contains(octets("1"));
    }

    @Test
    void entryIsReplacedOnlyIfItHasTheExpectedValue() {
        assertThat(a().replace("x", octets("1"), octets("2"), LONG)).isFalse();
        assertThat(a().get("x")).isEmpty();
        a().putIfAbsent("x", octets("1"), LONG);
        assertThat(b().replace("x", octets("1"), octets("2"), LONG)).isTrue();
        assertThat(a().replace("x", octets("1"), octets("3"), LONG)).isFalse();
        assertThat(a().get("x")).contains(octets("2"));
        assertThat(a().replace("x", octets("2"), octets("2"), LONG)).isTrue();
    }

    @Test
    void entryIsRemovedOnlyIfItHasTheExpectedValue() {
        assertThat(a().remove("x", octets("1"))).isFalse();
        a().putIfAbsent("x", octets("1"), LONG);
        assertThat(b().remove("x", octets("2"))).isFalse();
        assertThat(b().remove("x", octets("1"))).isTrue();
        assertThat(a().get("x")).isEmpty();
        assertThat(a().remove("x", octets("1"))).isFalse();
        assertThat(a().putIfAbsent("x", octets("3"), LONG)).isTrue();
    }

    /** Values of one octet include those that are special in a protocol, a script or a string. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 255, 256, 257, 4095, 4096, 32_767, 32_768, 65_535, 65_536})
    void valuesAreComparedInAllOctets(int size) {
        long seed = System.nanoTime();
        byte[] value = new byte[size];
        new Random(seed).nextBytes(value);
        assertThat(a().putIfAbsent("x", value, LONG)).isTrue();
        byte[] longer = Arrays.copyOf(value, size + 1);
        byte[] shorter = Arrays.copyOf(value, size - 1);
        byte[] last = value.clone();
        last[size - 1] ^= 1;
        byte[] first = value.clone();
        first[0] ^= (byte) 0x80;
        for (byte[] different : List.of(longer, shorter, last, first)) {
            assertThat(b().replace("x", different, octets("2"), LONG)).isFalse();
            assertThat(b().remove("x", different)).isFalse();
        }
        assertThat(b().get("x")).as("seed %s", seed).contains(value);
        assertThat(b().replace("x", value, longer, LONG)).isTrue();
        assertThat(a().get("x")).contains(longer);
        assertThat(a().remove("x", longer)).isTrue();
    }

    @Test
    void eachOctetIsStoredUnchanged() {
        for (int octet = 0; octet < 256; octet++) {
            byte[] value = {(byte) octet};
            byte[] next = {(byte) (octet + 1)};
            assertThat(a().putIfAbsent("x" + octet, value, LONG)).isTrue();
            assertThat(b().remove("x" + octet, next)).isFalse();
            assertThat(b().replace("x" + octet, value, new byte[] {'\r', (byte) octet, '\n'}, LONG))
                    .isTrue();
            assertThat(a().get("x" + octet)).contains(new byte[] {'\r', (byte) octet, '\n'});
        }
    }

    @Test
    void absentEntryDiffersFromAnEmptyOne() {
        assertThat(a().replace("x", new byte[0], octets("1"), LONG)).isFalse();
        assertThat(a().remove("x", new byte[0])).isFalse();
        assertThat(a().get("x")).isEmpty();
    }

    @Test
    void numbersAreComparedAsOctets() {
        a().putIfAbsent("x", octets("1"), LONG);
        for (String same : List.of("01", "1.0", "1e0", " 1", "+1")) {
            assertThat(a().remove("x", octets(same))).as(same).isFalse();
        }
    }

    @Test
    void arrayOfTheCallerIsCopied() {
        byte[] value = octets("1");
        a().putIfAbsent("x", value, LONG);
        value[0] = 0;
        a().get("x").orElseThrow()[0] = 0;
        assertThat(a().get("x")).contains(octets("1"));
    }

    /** The 64 characters of names are all those that are allowed. */
    @Test
    void namesHaveUpTo64CharactersAndAreComparedByCase() {
        String name = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        List<String> names =
                List.of(name, name.substring(1), name.substring(0, 63), name.substring(0, 63) + "-", "A", "a");
        names.forEach(
                each -> assertThat(a().putIfAbsent(each, octets(each), LONG)).isTrue());
        assertThat(names).allSatisfy(each -> assertThat(b().get(each)).contains(octets(each)));
    }

    @Test
    void entryExpiresAfterItsOwnDuration() {
        List<Duration> all = Stream.of(900, 50, 300).map(Duration::ofMillis).toList();
        long before = System.nanoTime();
        all.forEach(lasts -> a().putIfAbsent("x" + lasts, octets("1"), lasts));
        long after = System.nanoTime();
        a().putIfAbsent("stays", octets("1"), LONG);
        all.stream().sorted().forEach(lasts -> assertExpires("x" + lasts, before, after, lasts));
        assertThat(b().get("stays")).isPresent();
        assertThat(b().replace("x" + all.get(0), octets("1"), octets("2"), LONG))
                .isFalse();
        assertThat(b().remove("x" + all.get(0), octets("1"))).isFalse();
        assertThat(b().putIfAbsent("x" + all.get(0), octets("2"), LONG)).isTrue();
    }

    @Test
    void replacementShortensOrProlongsTheExpiry() {
        Duration shorter = Duration.ofMillis(200);
        Duration longer = Duration.ofMillis(800);
        a().putIfAbsent("shortened", octets("1"), LONG);
        a().putIfAbsent("prolonged", octets("1"), shorter.multipliedBy(2));
        long before = System.nanoTime();
        assertThat(b().replace("prolonged", octets("1"), octets("2"), longer)).isTrue();
        assertThat(b().replace("shortened", octets("1"), octets("2"), shorter)).isTrue();
        long after = System.nanoTime();
        assertExpires("shortened", before, after, shorter);
        assertExpires("prolonged", before, after, longer);
    }

    @Test
    void readsAndFailedWritesKeepTheExpiry() {
        Duration lasts = Duration.ofMillis(300);
        long before = System.nanoTime();
        a().putIfAbsent("x", octets("1"), lasts);
        long after = System.nanoTime();
        a().putIfAbsent("x", octets("2"), LONG);
        a().replace("x", octets("2"), octets("3"), LONG);
        a().remove("x", octets("2"));
        assertExpires("x", before, after, lasts);
    }

    /** Waits for the end of an entry that was written between two moments. */
    private void assertExpires(String name, long before, long after, Duration lasts) {
        Await.until("expires: " + name, () -> b().get(name).isEmpty());
        long gone = System.nanoTime();
        assertThat(Duration.ofNanos(gone - before)).as(name).isGreaterThanOrEqualTo(lasts.minus(EARLY));
        assertThat(Duration.ofNanos(gone - after)).as(name).isLessThanOrEqualTo(lasts.plus(LATE));
    }

    static byte[] octets(String text) {
        return text.getBytes(UTF_8);
    }
}
