package org.journeyguard.internal.observe;

import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.jspecify.annotations.Nullable;

/** A request of a client: its cookie may name the server of its session to AM's load balancer. */
public interface RoutedRequest extends Supplier<RequestInfo> {

    /** Returns the load balancer's cookie, {@code amlbcookie=01}; null if the request has none. */
    @Nullable
    String lbCookie();

    /** Returns the {@code User-Agent} of the client, as sent; empty if there is none. */
    String userAgent();
}
