package org.journeyguard.demo.timeline;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.journeyguard.demo.timeline.Happening.Kind;
import org.journeyguard.spi.AmCall;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.spi.JourneyObserverProvider;
import org.journeyguard.spi.JourneyStatus;

/** Notes lookups and calls to AM, of which there are no CDI events, in the trail of the current request. */
public final class TrailObserver implements JourneyObserver, JourneyObserverProvider {

    /** Found through {@code META-INF/services}. */
    public TrailObserver() {}

    @Override
    public Optional<JourneyObserver> observe(JourneyStatus status) {
        return Optional.of(this);
    }

    @Override
    public void allowed(boolean asPublic) {
        RequestTrail trail = RequestTrail.current();
        if (trail != null) {
            trail.allowed(asPublic);
        }
    }

    @Override
    public void cacheLookup(boolean hit) {
        if (hit) {
            note(new Happening(Kind.MEMORY, "Known from memory", ""));
        }
    }

    @Override
    public Calling calling(AmCall call, BiConsumer<String, String> header) {
        return (status, failure, took) -> note(ended(call.operation(), status, failure, took));
    }

    @Override
    public void callNotPermitted(String operation) {
        note(new Happening(Kind.TROUBLE, "AM was not asked (" + operation + "), after repeated failures", ""));
    }

    private static Happening ended(String operation, int status, String failure, Duration took) {
        String detail = (failure.isEmpty() ? "status " + status : failure) + ", " + took.toMillis() + " ms";
        return failure.isEmpty()
                ? new Happening(Kind.AM, "AM was asked (" + operation + ")", detail)
                : new Happening(Kind.TROUBLE, "AM did not answer (" + operation + ")", detail);
    }

    private static void note(Happening happening) {
        RequestTrail trail = RequestTrail.current();
        if (trail != null) {
            trail.add(happening);
        }
    }
}
