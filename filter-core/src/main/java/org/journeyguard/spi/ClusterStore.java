package org.journeyguard.spi;

/**
 * An engine that holds the state that the nodes of an application share. It needs neither keys nor an understanding of what it stores.
 * Made by a {@link ClusterStoreProvider}. Thread-safe.
 */
public interface ClusterStore extends AutoCloseable {

    /** Returns the entries whose changes are reported to the {@link ClusterStoreListener} of every node. */
    ClusterEntries announced();

    /** Returns the entries whose changes are reported to nobody. Their names are independent of those of the others. */
    ClusterEntries quiet();

    /** Closes the connections of this node; entries remain. */
    @Override
    void close();
}
