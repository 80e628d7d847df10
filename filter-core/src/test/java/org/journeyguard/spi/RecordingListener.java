package org.journeyguard.spi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what an engine reports. */
public final class RecordingListener implements ClusterStoreListener {
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger resumptions = new AtomicInteger();

    /** Returns the names of changed entries, in the order of the reports. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** Returns how often the connection was reported as made. */
    public int resumptions() {
        return resumptions.get();
    }

    /** Forgets the changes. */
    public void forget() {
        changes.clear();
    }

    @Override
    public void changed(String name) {
        changes.add(name);
    }

    @Override
    public void resumed() {
        resumptions.incrementAndGet();
    }
}
