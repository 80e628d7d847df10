package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeSession;
import org.jspecify.annotations.Nullable;

/** A person with a browser in front of a {@link TestWeb}. */
final class TestPerson {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** By name; what was set with which path or domain makes no difference here. */
    final Map<String, String> cookies = new LinkedHashMap<>();

    @Nullable
    TestSession session;

    private final TestWeb web;
    private final FakeAm am;
    private final String app;
    private FakeSession atAm;

    TestPerson(TestWeb web, FakeAm am, String app, String user) {
        this.web = web;
        this.am = am;
        this.app = app;
        Instant end = Instant.now().plus(Duration.ofHours(1));
        this.atAm = am.session(user, "/").ending(end, end);
        am.signIn(atAm);
    }

    /** The session at AM. */
    SsoToken ssoToken() {
        return new SsoToken(atAm.token());
    }

    /** Signs in at AM in another way, which ends the session there and begins one with another token. */
    void upgrade(String service, int level) {
        am.end(atAm.token());
        atAm = atAm.signedInWith(service, level, am.session(atAm.user(), "/").token());
        am.signIn(atAm);
    }

    /** Does so where AM upgrades the session that there is. */
    void upgradeInPlace(String service, int level) {
        atAm = atAm.signedInWith(service, level, atAm.token());
        am.signIn(atAm);
    }

    TestResponse get(String target) {
        return send("GET", target, Map.of("Sec-Fetch-Mode", "navigate"));
    }

    TestResponse send(String method, String target, Map<String, String> headers) {
        return withCookies(headers, all -> web.send(method, target, all, session));
    }

    /** Sends a form or JSON from a page of the application. */
    TestResponse post(String target, String type, String body) {
        return post(target, type, body, Map.of("Sec-Fetch-Mode", "navigate"));
    }

    TestResponse post(String target, String type, String body, Map<String, String> more) {
        byte[] octets = body.getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> headers = new HashMap<>(Map.of(
                "Origin",
                app.substring(0, app.indexOf('/', "https://".length())),
                "Content-Type",
                type,
                "Content-Length",
                String.valueOf(octets.length)));
        headers.putAll(more);
        return withCookies(headers, all -> web.send(target, all, octets, session));
    }

    private TestResponse withCookies(Map<String, String> headers, Function<Map<String, String>, TestResponse> send) {
        Map<String, String> all = new HashMap<>(headers);
        if (!cookies.isEmpty()) {
            String header = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            all.merge("Cookie", header, (extra, own) -> own + "; " + extra);
        }
        TestResponse response = send.apply(all);
        for (String set : response.getHeaders("Set-Cookie")) {
            String name = set.substring(0, set.indexOf('='));
            if (set.contains("Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, set.substring(name.length() + 1, set.indexOf(';')));
            }
        }
        return response;
    }

    /** Signs in at AM when sent there, and says where AM sends back to. */
    String atAm(TestResponse departure) {
        assertThat(departure.getStatus()).isEqualTo(302);
        String back = answerOfAm(departure.header("Location"));
        assertThat(back).startsWith(app + "/");
        return back.substring(app.length());
    }

    /** Where AM sends the browser on to. */
    String answerOfAm(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Cookie", FakeAm.COOKIE + "=" + ssoToken().value())
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElse("");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens a protected page and signs in on the way. */
    TestResponse signIn(String target) {
        return get(atAm(get(target)));
    }

    String whoIsOn(String target) {
        return get(target).header("User");
    }
}
