package org.journeyguard.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.infinispan.factories.GlobalComponentRegistry;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.remoting.transport.Transport;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.JChannel;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;
import org.journeyguard.fixtures.Await;
import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.RecordingListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Infinispan nodes that die or are cut off. */
class InfinispanFailuresTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final RecordingListener heardByA = new RecordingListener();
    private final RecordingListener heardByB = new RecordingListener();
    private EmbeddedCacheManager a;
    private EmbeddedCacheManager b;
    private ClusterStore nodeA;
    private ClusterStore nodeB;

    @BeforeEach
    void start(org.junit.jupiter.api.TestInfo test) {
        a = InfinispanNode.start(test.getDisplayName(), "a");
        b = InfinispanNode.start(test.getDisplayName(), "b");
        nodeA = InfinispanNode.open(a, "space", heardByA);
        nodeB = InfinispanNode.open(b, "space", heardByB);
    }

    @AfterEach
    void stop() {
        nodeA.close();
        nodeB.close();
        a.stop();
        b.stop();
    }

    @Test
    void noEntryIsLostWhenANodeDies() {
        IntStream.range(0, 5_000).forEach(i -> nodeB.announced().putIfAbsent("x" + i, new byte[200], LONG));
        int before = heardByB.resumptions();
        channel(a).close();
        Await.until("b is alone", () -> b.getMembers().size() == 1 && heardByB.resumptions() > before);
        assertThat(IntStream.range(0, 5_000)
                        .filter(i -> nodeB.announced().get("x" + i).isPresent()))
                .hasSize(5_000);
    }

    @Test
    void entriesOfBothSidesOfAPartitionRemain() {
        setCutOff(true);
        Await.until(
                "both are alone",
                () -> List.of(a, b).stream()
                        .allMatch(manager -> manager.getMembers().size() == 1));
        nodeA.announced().putIfAbsent("of a", new byte[] {1}, LONG);
        nodeB.announced().putIfAbsent("of b", new byte[] {2}, LONG);
        int beforeA = heardByA.resumptions();
        int beforeB = heardByB.resumptions();
        setCutOff(false);
        Await.until(
                "both have all",
                () -> List.of(nodeA, nodeB).stream()
                        .allMatch(node -> node.announced().get("of a").isPresent()
                                && node.announced().get("of b").isPresent()));
        Await.until("both hear of it", () -> heardByA.resumptions() > beforeA && heardByB.resumptions() > beforeB);
    }

    private void setCutOff(boolean isCutOff) {
        for (EmbeddedCacheManager manager : List.of(a, b)) {
            ProtocolStack stack = channel(manager).getProtocolStack();
            DISCARD discard = stack.findProtocol(DISCARD.class);
            if (discard == null) {
                discard = new DISCARD();
                stack.insertProtocolInStack(discard, stack.findProtocol(TP.class), ProtocolStack.Position.ABOVE);
            }
            discard.discardAll(isCutOff);
        }
    }

    private static JChannel channel(EmbeddedCacheManager manager) {
        JGroupsTransport transport = (JGroupsTransport) GlobalComponentRegistry.componentOf(manager, Transport.class);
        return transport.getChannel();
    }
}
