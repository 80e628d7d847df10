package org.journeyguard.internal.observe;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.jspecify.annotations.Nullable;

/** The request that the current thread works for. */
public final class CurrentRequest {
    /** A thread that leaves keeps an empty place of a class of the JVM's own. */
    private static final ThreadLocal<AtomicReference<@Nullable Supplier<RequestInfo>>> CURRENT =
            ThreadLocal.withInitial(AtomicReference::new);

    private CurrentRequest() {}

    /** The request; null on threads of the application's own and outside of requests. */
    public static @Nullable Supplier<RequestInfo> get() {
        return CURRENT.get().getPlain();
    }

    /**
     * The current thread works for a request from now on.
     *
     * @return the one that it worked for before, for {@link #leave}; null for none
     */
    public static @Nullable Supplier<RequestInfo> enter(Supplier<RequestInfo> request) {
        AtomicReference<@Nullable Supplier<RequestInfo>> place = CURRENT.get();
        Supplier<RequestInfo> before = place.getPlain();
        place.setPlain(request);
        return before;
    }

    /** The current thread works for the request again that it worked for before; null for none. */
    public static void leave(@Nullable Supplier<RequestInfo> before) {
        CURRENT.get().setPlain(before);
    }

    /** A task that works for the current request, on whatever thread it runs. */
    public static Runnable handedOver(Runnable task) {
        Supplier<RequestInfo> here = get();
        if (here == null) {
            return task;
        }
        // by then the container may have taken the request back
        RequestInfo kept = here.get();
        return () -> {
            Supplier<RequestInfo> before = enter(() -> kept);
            try {
                task.run();
            } finally {
                leave(before);
            }
        };
    }

    static RequestInfo occasion() {
        Supplier<RequestInfo> here = get();
        return here == null ? RequestInfo.NONE : here.get();
    }
}
