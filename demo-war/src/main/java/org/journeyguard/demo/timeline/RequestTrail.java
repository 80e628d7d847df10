package org.journeyguard.demo.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What happened in the request of the current thread. It is kept until it is known whose request that is. */
final class RequestTrail {
    private static final ThreadLocal<@Nullable RequestTrail> CURRENT = new ThreadLocal<>();

    private final List<Happening> waiting = new ArrayList<>();
    private boolean isAllowedToUser;
    private @Nullable Consumer<Happening> owner;

    private RequestTrail() {}

    static void begin() {
        CURRENT.set(new RequestTrail());
    }

    static void end() {
        CURRENT.remove();
    }

    /** Returns that of the current request; null outside of requests. */
    static @Nullable RequestTrail current() {
        return CURRENT.get();
    }

    void add(Happening happening) {
        if (owner == null) {
            waiting.add(happening);
        } else {
            owner.accept(happening);
        }
    }

    void allowed(boolean asPublic) {
        isAllowedToUser = !asPublic;
    }

    /** Whether the path requires a user, so that one is known. */
    boolean isAllowedToUser() {
        return isAllowedToUser;
    }

    /**
     * Passes on what has happened, and from now on what happens.
     *
     * @param request method and path
     * @param timeline of the user whose request it is
     */
    void passTo(String request, UserTimeline timeline) {
        owner = happening -> timeline.add(happening.in(request), Instant.now());
        waiting.forEach(owner);
        waiting.clear();
    }
}
