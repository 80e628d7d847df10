package org.journeyguard.spi;

/** Makes {@link ClusterStore}s of one kind. Found by {@link java.util.ServiceLoader} in the application. */
public interface ClusterStoreProvider {

    /** Returns the value of {@code journey.cluster} that selects it. */
    String name();

    /**
     * Checks settings before the application starts. Connects to nothing.
     *
     * @throws IllegalArgumentException if the settings are not valid; the message names the key, and says what to do
     */
    default void check(ClusterStoreSettings settings) {}

    /**
     * Opens a store. An engine that can't be reached is no failure: the store keeps trying, its operations fail until then, and
     * {@link ClusterStoreListener#resumed()} is called when it is reached.
     *
     * @param listener is told of changes until the store is closed
     * @throws IllegalArgumentException if the settings are not valid; the message names the key, and says what to do
     */
    ClusterStore open(ClusterStoreSettings settings, ClusterStoreListener listener);
}
