package org.journeyguard.jcache;

import org.journeyguard.spi.ClusterStore;
import org.journeyguard.spi.ClusterStoreListener;

/** An engine that may not be reachable yet. */
interface Engine {

    /**
     * Opens the caches. May block. Does not call {@link ClusterStoreListener#resumed()} for that.
     *
     * @param stopped is run when the engine has been stopped, so that its caches must be opened again
     * @throws MisconfiguredEngine if the engine can never be used as it is configured
     * @throws RuntimeException if the engine can't be used now
     */
    ClusterStore open(ClusterStoreListener listener, Runnable stopped);

    /** Closes what was opened only for this application. Called after the store has been closed. */
    void close();
}
