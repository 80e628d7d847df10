package org.journeyguard.spi;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A node of a {@link MemoryEngine}. It has one fault at a time, until {@link #heal()}. */
public final class MemoryNode implements ClusterStore {

    /** The operations, to count them. */
    public enum Operation {
        GET,
        PUT_IF_ABSENT,
        REPLACE,
        REMOVE
    }

    private enum Fault {
        NONE,
        UNREACHABLE,
        HUNG,
        ANSWERS_LOST,
        PARTITIONED,
        CLOSED
    }

    private final MemoryEngine engine;
    private final MemoryTable shared;
    private final ClusterStoreListener listener;
    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private final ClusterEntries announced = new Entries("a:", true);
    private final ClusterEntries quiet = new Entries("q:", false);
    private MemoryTable table;
    private int quietCount;
    private Fault fault = Fault.NONE;

    MemoryNode(MemoryEngine engine, MemoryTable shared, ClusterStoreListener listener) {
        this.engine = engine;
        this.shared = shared;
        this.listener = listener;
        this.table = shared;
    }

    @Override
    public ClusterEntries announced() {
        return announced;
    }

    @Override
    public ClusterEntries quiet() {
        return quiet;
    }

    /** Lets operations fail before they reach the engine. */
    public void cutOff() {
        set(Fault.UNREACHABLE);
    }

    /** Lets operations wait until {@link #heal()}. */
    public void hang() {
        set(Fault.HUNG);
    }

    /** Lets operations fail after the engine has performed them. */
    public void loseAnswers() {
        set(Fault.ANSWERS_LOST);
    }

    /** Gives this node a copy of all entries for itself. */
    public synchronized void partition() {
        set(Fault.PARTITIONED);
        table = shared.copy();
    }

    /** Ends the fault. After a partition, the entries of the other nodes remain. */
    public void heal() {
        synchronized (this) {
            table = shared;
            set(Fault.NONE);
        }
        listener.resumed();
    }

    /** Ends a partition. The entries of this node remain, and those of the others are lost. */
    public void healWithOwnEntries() {
        synchronized (this) {
            shared.become(table);
            table = shared;
            set(Fault.NONE);
        }
        engine.resume(shared);
    }

    /** Returns how often an operation was called, also without success. */
    public synchronized int count(Operation operation) {
        return counts.getOrDefault(operation, 0);
    }

    /** Returns how many operations were called, also without success. */
    public synchronized int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many operations on quiet entries were called, also without success. */
    public synchronized int countQuiet() {
        return quietCount;
    }

    /** Counts from zero again. */
    public synchronized void resetCounts() {
        counts.clear();
        quietCount = 0;
    }

    @Override
    public void close() {
        set(Fault.CLOSED);
        engine.remove(this);
    }

    void hear(MemoryTable changed, String name) {
        if (isListening() && changed == table()) {
            listener.changed(name);
        }
    }

    void resume() {
        if (isListening() && table() == shared) {
            listener.resumed();
        }
    }

    boolean isOf(MemoryTable candidate) {
        return shared == candidate;
    }

    private synchronized boolean isListening() {
        return fault != Fault.UNREACHABLE && fault != Fault.HUNG && fault != Fault.CLOSED;
    }

    private synchronized MemoryTable table() {
        return table;
    }

    private synchronized void set(Fault next) {
        if (fault == Fault.CLOSED) {
            return;
        }
        fault = next;
        notifyAll();
    }

    /** Returns the table to use, once there is an answer. */
    private synchronized MemoryTable reach(Operation operation, boolean isAnnounced) {
        counts.merge(operation, 1, Integer::sum);
        quietCount += isAnnounced ? 0 : 1;
        while (fault == Fault.HUNG) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (fault == Fault.UNREACHABLE || fault == Fault.CLOSED) {
            throw new IllegalStateException("the engine is not reachable");
        }
        return table;
    }

    private synchronized void answer() {
        if (fault == Fault.ANSWERS_LOST) {
            throw new IllegalStateException("the engine's answer is lost");
        }
    }

    private final class Entries implements ClusterEntries {
        private final String prefix;
        private final boolean isAnnounced;

        Entries(String prefix, boolean isAnnounced) {
            this.prefix = prefix;
            this.isAnnounced = isAnnounced;
        }

        @Override
        public Optional<byte[]> get(String name) {
            MemoryTable reached = reach(Operation.GET, isAnnounced);
            Optional<byte[]> value = reached.get(prefix + name);
            answer();
            return value;
        }

        @Override
        public boolean putIfAbsent(String name, byte[] value, Duration lasts) {
            return write(Operation.PUT_IF_ABSENT, name, entries -> entries.putIfAbsent(prefix + name, value, lasts));
        }

        @Override
        public boolean replace(String name, byte[] present, byte[] next, Duration lasts) {
            return write(Operation.REPLACE, name, entries -> entries.replace(prefix + name, present, next, lasts));
        }

        @Override
        public boolean remove(String name, byte[] present) {
            return write(Operation.REMOVE, name, entries -> entries.remove(prefix + name, present));
        }

        private boolean write(Operation operation, String name, Predicate<MemoryTable> change) {
            MemoryTable reached = reach(operation, isAnnounced);
            boolean isChanged = change.test(reached);
            if (isChanged && isAnnounced) {
                engine.announce(reached, name);
            }
            answer();
            return isChanged;
        }
    }
}
