package org.journeyguard.internal.guard;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.guard.settings.GuardSettings;
import org.journeyguard.spi.JourneyStatus;

/** The status of a guard. */
final class GuardStatus implements JourneyStatus {
    /** An older answer does not show the current state. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final String realm;
    private final String tenant;
    private final boolean isReadyWithoutAm;
    private final Guard guard;
    private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();
    private final AtomicBoolean isAsking = new AtomicBoolean();

    GuardStatus(GuardSettings config, Guard guard) {
        this.realm = config.am().realm();
        this.tenant = config.tenant();
        this.isReadyWithoutAm = config.app().isReadyWithoutAm();
        this.guard = guard;
    }

    /** Adds a gauge of how many entries of one kind there are. */
    void measure(String name, LongSupplier size) {
        gauges.put(name, size);
    }

    @Override
    public String realm() {
        return realm;
    }

    @Override
    public String tenant() {
        return tenant;
    }

    /** Asks AM in the background: an application that is not ready gets no requests, which would show that AM is available again. */
    @Override
    public Server am() {
        boolean isDue = !guard.am().hasAnsweredWithin(FRESH) && isAsking.compareAndSet(false, true);
        if (isDue && !guard.askSoon(() -> isAsking.set(false))) {
            isAsking.set(false);
        }
        return guard.am().status();
    }

    @Override
    public boolean hasAmAnswered() {
        return guard.am().hasAnswered();
    }

    @Override
    public boolean isReady() {
        Server am = am();
        return isReadyWithoutAm || am == Server.ANSWERING || am == Server.FAILING;
    }

    @Override
    public Optional<Server> cluster() {
        return guard.cluster().map(Cluster::state);
    }

    @Override
    public Optional<Boolean> notificationsConnected() {
        return guard.logouts().areNotificationsConnected();
    }

    @Override
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        gauges.forEach((name, size) -> sizes.put(name, size.getAsLong()));
        return sizes;
    }
}
