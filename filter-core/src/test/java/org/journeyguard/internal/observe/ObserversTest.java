package org.journeyguard.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.journeyguard.JourneyEvent;
import org.journeyguard.RequestInfo;
import org.journeyguard.spi.JourneyObserver;
import org.junit.jupiter.api.Test;

class ObserversTest {
    private static final RequestInfo REQUEST = new RequestInfo("192.0.2.1", "GET", "/", "jg-1");

    private final Observers observers = new Observers("/", null);
    private final List<JourneyEvent> events = new ArrayList<>();
    private final JourneyObserver recording = new JourneyObserver() {
        @Override
        public void happened(JourneyEvent event) {
            events.add(event);
        }
    };

    @Test
    void failingObserverAffectsNeitherRequestNorOthers() {
        JourneyObserver broken = new JourneyObserver() {
            @Override
            public void happened(JourneyEvent event) {
                throw new IllegalStateException("broken");
            }
        };
        observers.join(List.of(broken, recording));
        observers.refused("alice", "denied");
        assertThat(events).containsExactly(new JourneyEvent.Refused("/", "alice", RequestInfo.NONE, "denied"));
    }

    @Test
    void taskOnAnotherThreadKeepsItsRequest() {
        observers.join(List.of(recording));
        var before = CurrentRequest.enter(() -> REQUEST);
        Runnable handedOver = CurrentRequest.handedOver(() -> observers.renewed("alice"));
        CurrentRequest.leave(before);
        handedOver.run();
        observers.renewed("bob");
        assertThat(events)
                .containsExactly(
                        new JourneyEvent.Renewed("/", "alice", REQUEST),
                        new JourneyEvent.Renewed("/", "bob", RequestInfo.NONE));
    }
}
