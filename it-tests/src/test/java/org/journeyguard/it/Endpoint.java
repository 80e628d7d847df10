package org.journeyguard.it;

import java.net.URI;
import java.net.http.HttpResponse;

/**
 * Where an application on several nodes answers.
 *
 * @param url of one node, or of the load balancer
 */
record Endpoint(String url) {
    static final Endpoint BALANCER = new Endpoint(Servers.appUrl());

    HttpResponse<String> get(String path, String... headers) {
        return App.call("GET", URI.create(url + path), headers);
    }

    /** The status of a page that needs a user. */
    int status(String... headers) {
        return get("/node/who", headers).statusCode();
    }

    HttpResponse<String> token(String... headers) {
        return get("/node/token", headers);
    }

    int signOut(String... headers) {
        return App.call("POST", URI.create(url + "/logout"), headers).statusCode();
    }
}
