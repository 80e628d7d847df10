package org.journeyguard.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.journeyguard.it.am.AmRest;

/** The application as a client sees it: no cookie jar, no redirects followed. */
final class App {
    /** What a browser sends when a person follows a link or types an address. */
    static final String[] PERSON = {"Accept", "text/html,*/*;q=0.8", "Sec-Fetch-Mode", "navigate"};

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * For WebSockets alone, so that each has a new connection, as in a browser. Tomcat adds {@code Connection: close} to the hundredth
     * answer of a connection, even to 101, and {@link HttpClient} fails then.
     */
    private static final HttpClient SOCKETS =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private App() {}

    static HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, headers);
    }

    static HttpResponse<String> call(String method, String path, String... headers) {
        return send(request(method, path, headers));
    }

    /** As a form does. */
    static HttpResponse<String> post(String path, String form, String... headers) {
        return post(URI.create(Servers.appUrl() + path), form, headers);
    }

    /** The same, at one node of several. */
    static HttpResponse<String> post(URI target, String form, String... headers) {
        String[] all = and(headers, "Content-Type", "application/x-www-form-urlencoded");
        return send(HttpRequest.newBuilder(request("POST", target, all), (name, value) -> true)
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a browser that has been sent elsewhere, or to one node of several. */
    static HttpResponse<String> call(String method, URI target, String... headers) {
        return send(request(method, target, headers));
    }

    static HttpRequest request(String method, String path, String... headers) {
        return request(method, URI.create(Servers.appUrl() + path), headers);
    }

    private static HttpRequest request(String method, URI target, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(Duration.ofSeconds(60)).method(method, BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    static HttpClient http() {
        return HTTP;
    }

    static CompletableFuture<WebSocket> socket(String path, WebSocket.Listener listener, String... headers) {
        WebSocket.Builder handshake = SOCKETS.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.length; i += 2) {
            handshake.header(headers[i], headers[i + 1]);
        }
        return handshake.buildAsync(URI.create(Servers.appUrl().replace("http:", "ws:") + path), listener);
    }

    /** The header that carries an SSO token as AM's cookie. */
    static String[] cookie(String token) {
        return new String[] {"Cookie", AmRest.COOKIE + "=" + token};
    }

    /** The header that carries an access token. */
    static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    static String[] and(String[] first, String... second) {
        String[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Where AM's login page is to lead to, below the application. */
    static String wayBack(HttpResponse<?> sent) {
        String goTo = header(sent, "Location").replaceFirst(".*[?&]goto=([^&]*).*", "$1");
        return URLDecoder.decode(goTo, StandardCharsets.UTF_8)
                .substring(Servers.appUrl().length());
    }

    static JsonObject json(HttpResponse<String> response) {
        return Json.createReader(new StringReader(response.body())).readObject();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The cookie of the HttpSession that a response sets, without its attributes. */
    static String httpSession(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
    }
}
