package org.journeyguard.internal.observe;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.jspecify.annotations.Nullable;

/** The request of the current thread. */
public final class CurrentRequest {
    /** After a request, a thread keeps only an empty holder of a JDK class. */
    private static final ThreadLocal<AtomicReference<@Nullable Supplier<RequestInfo>>> CURRENT =
            ThreadLocal.withInitial(AtomicReference::new);

    private CurrentRequest() {}

    /** Returns the request; null on the application's own threads and outside of requests. */
    public static @Nullable Supplier<RequestInfo> get() {
        return CURRENT.get().getPlain();
    }

    /**
     * Sets the current thread's request.
     *
     * @return the previous one, for {@link #leave}; null for none
     */
    public static @Nullable Supplier<RequestInfo> enter(Supplier<RequestInfo> request) {
        AtomicReference<@Nullable Supplier<RequestInfo>> place = CURRENT.get();
        Supplier<RequestInfo> before = place.getPlain();
        place.setPlain(request);
        return before;
    }

    /** Restores the current thread's previous request; null for none. */
    public static void leave(@Nullable Supplier<RequestInfo> before) {
        CURRENT.get().setPlain(before);
    }

    /** Wraps a task so that it runs with the current request on any thread. */
    public static Runnable handedOver(Runnable task) {
        Supplier<RequestInfo> here = get();
        if (here == null) {
            return task;
        }
        // the container may have recycled the request by then
        Kept kept = new Kept(here.get(), lbCookie(), userAgent());
        return () -> {
            Supplier<RequestInfo> before = enter(kept);
            try {
                task.run();
            } finally {
                leave(before);
            }
        };
    }

    /** Returns the cookie of the current request for AM's load balancer; null if there is none. */
    public static @Nullable String lbCookie() {
        return get() instanceof RoutedRequest request ? request.lbCookie() : null;
    }

    /** Returns the address of the current request's client; empty if there is none. */
    public static String address() {
        return requestInfo().address();
    }

    /** Returns the user agent of the current request's client, as sent; empty if there is none. */
    public static String userAgent() {
        return get() instanceof RoutedRequest request ? request.userAgent() : "";
    }

    static RequestInfo requestInfo() {
        Supplier<RequestInfo> here = get();
        return here == null ? RequestInfo.NONE : here.get();
    }

    /** What outlives a request. */
    private record Kept(RequestInfo get, @Nullable String lbCookie, String userAgent) implements RoutedRequest {}
}
