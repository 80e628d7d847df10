package org.journeyguard.demo.timeline;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.journeyguard.JourneyUser;

/** What happens to the user's requests, as it happens. Nothing here has to end the stream with the session. */
@Path("events")
@RequestScoped
public class EventsResource {
    @Inject
    JourneyUser user;

    @Inject
    Timeline timeline;

    /** Sends the latest, and then what is new. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void events(@Context SseEventSink sink, @Context Sse sse) {
        timeline.of(user).show(new EventStream(sink, sse));
    }
}
