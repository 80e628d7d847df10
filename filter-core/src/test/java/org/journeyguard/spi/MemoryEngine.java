package org.journeyguard.spi;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * An engine in memory, for tests of what is built on engines. Each {@code open} adds a node, and each {@link MemoryNode} has faults to
 * switch on. A change is reported before the operation returns, on the thread of the operation.
 */
public final class MemoryEngine implements ClusterStoreProvider {
    private final LongSupplier nanoTime;
    private final Map<String, MemoryTable> spaces = new ConcurrentHashMap<>();
    private final List<MemoryNode> nodes = new CopyOnWriteArrayList<>();

    /**
     * @param nanoTime when entries expire
     */
    public MemoryEngine(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public MemoryNode open(ClusterStoreSettings settings, ClusterStoreListener listener) {
        MemoryTable table = spaces.computeIfAbsent(settings.space(), space -> new MemoryTable(nanoTime));
        MemoryNode node = new MemoryNode(this, table, listener);
        nodes.add(node);
        listener.resumed();
        return node;
    }

    /** Restarts without entries. */
    public void empty() {
        spaces.values().forEach(MemoryTable::clear);
        nodes.forEach(MemoryNode::resume);
    }

    /** Returns how many entries it has, also those that have expired but were not asked for since. */
    public int entries() {
        return spaces.values().stream().mapToInt(MemoryTable::size).sum();
    }

    /** Returns how many octets their names and values have. */
    public long octets() {
        return spaces.values().stream().mapToLong(MemoryTable::octets).sum();
    }

    /** Reports a change to the nodes that use the same entries as its writer. */
    void announce(MemoryTable table, String name) {
        nodes.forEach(node -> node.hear(table, name));
    }

    /** Tells the nodes of a space that its entries are others now. */
    void resume(MemoryTable table) {
        nodes.stream().filter(node -> node.isOf(table)).forEach(MemoryNode::resume);
    }

    void remove(MemoryNode node) {
        nodes.remove(node);
    }
}
