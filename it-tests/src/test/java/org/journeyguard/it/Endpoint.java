package org.journeyguard.it;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.AmRest;

/**
 * Where an application on several nodes answers.
 *
 * @param url of one node, or of the load balancer
 */
record Endpoint(String url) {
    static final Endpoint BALANCER = new Endpoint(Servers.appUrl());

    private static final String SSO = "/sso";

    HttpResponse<String> get(String path, String... headers) {
        return App.call("GET", URI.create(url + path), headers);
    }

    /** A page that needs a user. */
    HttpResponse<String> who(String... headers) {
        return get(area(headers) + "/who", headers);
    }

    int status(String... headers) {
        return who(headers).statusCode();
    }

    /** The same, once it is not a 503 any more. */
    int settledStatus(String... headers) {
        AtomicInteger status = new AtomicInteger();
        Await.until("the node knows", () -> {
            status.set(status(headers));
            return status.get() != 503;
        });
        return status.get();
    }

    HttpResponse<String> token(String... headers) {
        return get(area(headers) + "/token", headers);
    }

    HttpResponse<String> post(String path, String form) {
        return App.post(URI.create(url + path), form);
    }

    int signOut(String... headers) {
        String path = area(headers).equals(SSO) ? SSO + "/logout" : "/logout";
        return App.call("POST", URI.create(url + path), headers).statusCode();
    }

    /** Users with AM's cookie have a part of the application, and so have those with a session of the application's own. */
    private static String area(String... headers) {
        return String.join(" ", headers).contains(AmRest.COOKIE) ? SSO : "/node";
    }
}
