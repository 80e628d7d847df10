package org.journeyguard.internal.observe;

import java.util.function.Supplier;
import org.journeyguard.RequestInfo;
import org.jspecify.annotations.Nullable;

/** A request whose cookie names the server of its session to AM's load balancer. */
public interface RoutedRequest extends Supplier<RequestInfo> {

    /** Returns the load balancer's cookie, {@code amlbcookie=01}; null if the request has none. */
    @Nullable
    String lbCookie();
}
