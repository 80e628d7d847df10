package org.journeyguard.it.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.journeyguard.JourneyEvent;

/** A bean that hears of events. */
@ApplicationScoped
public class ObservedEvents {
    private final List<String> all = new CopyOnWriteArrayList<>();

    /** Of any kind. */
    void heard(@Observes JourneyEvent event) {
        all.add(event.getClass().getSimpleName() + " " + event.request().transactionId());
    }

    /** What has been heard so far. */
    public List<String> all() {
        return all;
    }
}
