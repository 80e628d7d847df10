package org.journeyguard.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.journeyguard.JourneyEvent;
import org.journeyguard.RequestInfo;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.telemetry.TestStatus;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final RequestInfo REQUEST = new RequestInfo("192.0.2.1", "GET", "/x", "jg-1");
    private static final JourneyEvent REFUSED = new JourneyEvent.Refused("/alpha", "alice", REQUEST, "denied");
    private static final JourneyEvent RENEWED = new JourneyEvent.Renewed("/alpha", "alice", REQUEST);

    @ApplicationScoped
    static class Listener {
        private final List<JourneyEvent> all = new ArrayList<>();
        private final List<JourneyEvent> refused = new ArrayList<>();

        void heard(@Observes JourneyEvent event) {
            all.add(event);
        }

        void heardOneKind(@Observes JourneyEvent.Refused event) {
            refused.add(event);
        }

        List<List<JourneyEvent>> heard() {
            return List.of(all, refused);
        }
    }

    @Test
    void beansObserveAllEventsOrOneKind() {
        try (WeldContainer beans =
                new Weld().disableDiscovery().addBeanClasses(Listener.class).initialize()) {
            JourneyObserver observer =
                    new JourneyEvents().observe(new TestStatus()).orElseThrow();
            observer.happened(REFUSED);
            observer.happened(RENEWED);
            assertThat(beans.select(Listener.class).get().heard())
                    .containsExactly(List.of(REFUSED, RENEWED), List.of(REFUSED));
        }
    }
}
