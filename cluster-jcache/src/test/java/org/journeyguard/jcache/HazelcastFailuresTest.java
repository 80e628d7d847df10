package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cache.ICache;
import com.hazelcast.config.CacheConfig;
import com.hazelcast.config.CacheSimpleConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterEntries;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hazelcast members that die, restart, or are cut off. */
class HazelcastFailuresTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<Integer> BOTH = List.of(27_720, 27_721);

    private final RecordingListener heardByA = new RecordingListener();
    private final RecordingListener heardByB = new RecordingListener();

    @AfterEach
    void stopMembers() {
        HazelcastInstanceFactory.terminateAll();
    }

    @Test
    void manyEntriesSurviveTheDeathOfAMember() {
        HazelcastInstance a = HazelcastMember.start("dies", BOTH.get(0), BOTH);
        HazelcastInstance b = HazelcastMember.start("dies", BOTH.get(1), BOTH);
        open(a, heardByA);
        ClusterStore nodeB = open(b, heardByB);
        int before = heardByB.resumptions();
        // more than Hazelcast's default limit
        fill(nodeB.quiet(), 12_000);
        fill(nodeB.announced(), 5_000);
        a.getLifecycleService().terminate();
        Await.until("b hears of it", () -> heardByB.resumptions() > before);
        assertThat(countOf(nodeB.quiet(), 12_000)).isEqualTo(12_000);
        assertThat(countOf(nodeB.announced(), 5_000)).isEqualTo(5_000);
    }

    @Test
    void joiningMemberIsReported() {
        HazelcastInstance a = HazelcastMember.start("joins", BOTH.get(0), BOTH);
        open(a, heardByA);
        HazelcastMember.start("joins", BOTH.get(1), BOTH);
        Await.until("a hears of it", () -> heardByA.resumptions() == 2);
    }

    @Test
    void entriesOfBothSidesOfAPartitionRemain() {
        // neither joins the other at once, and b looks for a now and then
        HazelcastInstance b = HazelcastMember.start("parted", BOTH.get(1), BOTH);
        ClusterStore nodeB = open(b, heardByB);
        HazelcastInstance a = HazelcastMember.start("parted", BOTH.get(0), List.of(BOTH.get(0)));
        ClusterStore nodeA = open(a, heardByA);
        nodeA.announced().putIfAbsent("of a", new byte[] {1}, LONG);
        nodeB.announced().putIfAbsent("of b", new byte[] {2}, LONG);
        Await.until(
                "both have all",
                () -> List.of(nodeA, nodeB).stream()
                        .allMatch(node -> node.announced().get("of a").isPresent()
                                && node.announced().get("of b").isPresent()));
        Await.until("both hear of it", () -> heardByA.resumptions() > 1 && heardByB.resumptions() > 1);
    }

    @Test
    void instanceThatReplacesAStoppedOneIsUsed() {
        HazelcastInstance first = HazelcastMember.start("restarts", BOTH.get(0), BOTH);
        AtomicReference<HazelcastInstance> present = new AtomicReference<>(first);
        try (ClusterStore node =
                ReconnectingStore.open(new DataGrid("space", present::get), heardByA, SOON, Duration.ofMillis(10))) {
            first.shutdown();
            present.set(HazelcastMember.start("restarts", BOTH.get(0), BOTH));
            Await.until("connects again", () -> heardByA.resumptions() == 2);
            assertThat(node.announced().putIfAbsent("x", new byte[1], LONG)).isTrue();
            Await.until("hears of changes", () -> heardByA.changes().contains("x"));
        }
    }

    @Test
    void redeployedApplicationUsesTheSameMember() {
        HazelcastInstance a = HazelcastMember.start("deployed", BOTH.get(0), BOTH);
        ClusterStore before = open(a, heardByA);
        before.announced().putIfAbsent("x", new byte[1], LONG);
        before.close();
        ClusterStore after = open(a, heardByB);
        assertThat(after.announced().remove("x", new byte[1])).isTrue();
        Await.until("hears of changes", () -> heardByB.changes().contains("x"));
    }

    @Test
    void cacheConfigurationIsSharedWithoutListeners() {
        HazelcastInstance a = HazelcastMember.start("config", BOTH.get(0), BOTH);
        HazelcastInstance b = HazelcastMember.start("config", BOTH.get(1), BOTH);
        open(a, heardByA);
        for (HazelcastInstance member : List.of(a, b)) {
            CacheConfig<String, byte[]> config = config(member);
            assertThat(config.getCacheEntryListenerConfigurations()).isEmpty();
            assertThat(config.getBackupCount()).isOne();
            assertThat(config.getEvictionConfig().getSize()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void cacheConfigurationOfTheAdministratorIsKept() {
        HazelcastInstance a = HazelcastMember.start("own", BOTH.get(0), BOTH);
        a.getConfig()
                .addCacheConfig(new CacheSimpleConfig()
                        .setName(Caches.announced("space"))
                        .setBackupCount(2));
        ClusterStore node = open(a, heardByA);
        assertThat(config(a).getBackupCount()).isEqualTo(2);
        assertThat(node.announced().putIfAbsent("x", new byte[1], LONG)).isTrue();
    }

    @SuppressWarnings("unchecked") // the configuration has the types of its cache
    private static CacheConfig<String, byte[]> config(HazelcastInstance member) {
        ICache<String, byte[]> cache = member.getCacheManager().getCache(Caches.announced("space"));
        return cache.getConfiguration(CacheConfig.class);
    }

    private static ClusterStore open(HazelcastInstance member, RecordingListener listener) {
        return ReconnectingStore.open(new DataGrid("space", () -> member), listener, SOON, SOON);
    }

    private static void fill(ClusterEntries entries, int count) {
        IntStream.range(0, count).forEach(i -> entries.putIfAbsent("x" + i, new byte[200], LONG));
    }

    private static long countOf(ClusterEntries entries, int count) {
        return IntStream.range(0, count)
                .filter(i -> entries.get("x" + i).isPresent())
                .count();
    }
}
