package org.journeyguard.demo.timeline;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** The open response of a page that shows a timeline. JourneyGuard closes it when the session ends. */
final class EventStream {
    private static final long RECONNECT_MILLISECONDS = 1_000;

    private final SseEventSink sink;
    private final Sse sse;

    EventStream(SseEventSink sink, Sse sse) {
        this.sink = sink;
        this.sse = sse;
    }

    /** Sends an entry; returns false when the response has been closed. */
    boolean send(Entry entry) {
        try {
            if (sink.isClosed()) {
                return false;
            }
            var unused = sink.send(sse.newEventBuilder()
                    .reconnectDelay(RECONNECT_MILLISECONDS)
                    .data(entry.json().toString())
                    .build());
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    void close() {
        sink.close();
    }
}
