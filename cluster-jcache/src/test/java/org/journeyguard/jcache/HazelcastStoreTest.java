package org.journeyguard.jcache;

import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreContract;
import org.journeyguard.spi.ClusterStoreListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Nodes are two Hazelcast members in turn. */
class HazelcastStoreTest extends ClusterStoreContract {
    private static List<HazelcastInstance> members = List.of();
    private int opened;

    @BeforeAll
    static void startMembers() {
        members = Stream.of(27_710, 27_711)
                .map(port -> HazelcastMember.start("contract", port, List.of(27_710, 27_711)))
                .toList();
    }

    @AfterAll
    static void stopMembers() {
        members.forEach(member -> member.getLifecycleService().terminate());
    }

    @Override
    protected ClusterStore open(String space, ClusterStoreListener listener) {
        HazelcastInstance member = members.get(opened++ % 2);
        Duration soon = Duration.ofSeconds(10);
        return ReconnectingStore.open(new DataGrid(space, () -> member), listener, soon, soon);
    }
}
