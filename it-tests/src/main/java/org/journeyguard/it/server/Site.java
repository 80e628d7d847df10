package org.journeyguard.it.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A page of a server on this machine, by which one sees whether it is up. */
public final class Site {
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    /**
     * @param port of the server
     * @param path of the page
     */
    public Site(int port, String path) {
        this.request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
    }

    /** Whether it answers with a 200. */
    public boolean isUp() {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("interrupted while waiting for a server", e);
        }
    }
}
