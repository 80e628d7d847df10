package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.header;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.it.am.AmRest;

/** A POST that is kept while its user signs in with AM's cookie, as a browser does it. */
final class KeptPost {
    private static final Pattern TOKEN = Pattern.compile("name=\"journey-kept-post\" value=\"([^\"]+)\"");

    private KeptPost() {}

    /** Posts without a session, signs in, and returns the response to the POST that is sent again. */
    static HttpResponse<String> afterSignIn(String path, String type, String body, String ssoToken) {
        HttpResponse<String> kept = post(path, type, body, "");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(401);
        String key = kept.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("journey-post-"))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
        String goTo = header(kept, "Refresh").replaceFirst(".*[?&]goto=([^&]*).*", "$1");
        String back = URLDecoder.decode(goTo, StandardCharsets.UTF_8)
                .substring(Servers.appUrl().length());
        String cookies = AmRest.COOKIE + "=" + ssoToken + "; " + key;
        HttpResponse<String> page = App.get(back, and(PERSON, "Cookie", cookies));
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        assertThat(page.body()).contains("action=\"" + Servers.appUrl() + path + "\"");
        return post(path, "text/plain", "journey-kept-post=" + token.group(1) + "\r\n", cookies);
    }

    private static HttpResponse<String> post(String path, String type, String body, String cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(Servers.appUrl() + path))
                .header("Origin", Servers.appUrl())
                .header("Content-Type", type)
                .headers(PERSON)
                .POST(BodyPublishers.ofString(body));
        try {
            return App.http()
                    .send(
                            (cookies.isEmpty() ? request : request.header("Cookie", cookies)).build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
