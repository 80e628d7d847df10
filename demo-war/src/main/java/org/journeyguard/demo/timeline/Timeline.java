package org.journeyguard.demo.timeline;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.JourneyEvent;
import org.journeyguard.JourneyUser;

/** The timelines of the users who were here last. */
@ApplicationScoped
public class Timeline {
    private static final int MOST_USERS = 100;

    private final Map<String, UserTimeline> users = new LinkedHashMap<>(16, .75f, true);

    /** Adds an event of the library's. */
    void heard(@Observes JourneyEvent event) {
        if (event.user().isEmpty()) {
            return;
        }
        String request = (event.request().method() + " " + event.request().path()).strip();
        UserTimeline timeline = of(event.realm(), event.user());
        RequestTrail trail = RequestTrail.current();
        if (trail != null && event instanceof JourneyEvent.SignedIn) {
            trail.passTo(request, timeline);
        }
        timeline.add(EventWords.of(event).in(request), Instant.now());
    }

    /** Returns a user's timeline. */
    UserTimeline of(JourneyUser user) {
        return of(user.realm(), user.getName());
    }

    private UserTimeline of(String realm, String name) {
        synchronized (users) {
            UserTimeline timeline = users.computeIfAbsent(realm + " " + name, key -> new UserTimeline());
            if (users.size() > MOST_USERS) {
                Iterator<UserTimeline> eldest = users.values().iterator();
                eldest.next().close();
                eldest.remove();
            }
            return timeline;
        }
    }

    /** Closes all streams. */
    @PreDestroy
    void close() {
        synchronized (users) {
            users.values().forEach(UserTimeline::close);
        }
    }
}
