package org.journeyguard.spi;

/**
 * Is told of changes to a {@link ClusterStore}. The engine calls it on its own threads, in any order, and possibly more than once for one
 * change. Its methods return at once and throw nothing.
 */
public interface ClusterStoreListener {

    /**
     * An entry of {@link ClusterStore#announced()} was added, replaced or removed, by this node or by another. Need not be called when an
     * entry expires.
     */
    void changed(String name);

    /**
     * Changes may have been missed, for example because the connection was lost and is back. Also called when the connection is made for the
     * first time.
     */
    void resumed();
}
