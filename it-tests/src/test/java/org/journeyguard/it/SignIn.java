package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.header;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A sign-in by the authorization code flow, as a browser does it, which AM has answered.
 *
 * @param callback where AM sends the browser, below the application
 * @param cookies that the browser has from the application
 */
record SignIn(String callback, String cookies) {
    private static final String COOKIE = "journey-session";
    private static final Set<String> SESSIONS = ConcurrentHashMap.newKeySet();

    /**
     * Begins a sign-in.
     *
     * @param ssoToken that the browser has from AM
     */
    static SignIn begin(Endpoint node, String ssoToken) {
        HttpResponse<String> toAm = node.get("/node/who", PERSON);
        assertThat(toAm.statusCode()).as(toAm.body()).isEqualTo(302);
        HttpResponse<String> toApplication =
                App.call("GET", URI.create(header(toAm, "Location")), and(PERSON, App.cookie(ssoToken)));
        String callback = header(toApplication, "Location");
        assertThat(callback).startsWith(Servers.appUrl() + "/journey/callback?");
        return new SignIn(callback.substring(Servers.appUrl().length()), cookies(toAm, ""));
    }

    /** What a node answers when the browser comes back. */
    HttpResponse<String> answer(Endpoint node) {
        return node.get(callback, and(PERSON, "Cookie", cookies));
    }

    /** The header with the cookie of the session that the sign-in begins. */
    String[] finish(Endpoint node) {
        HttpResponse<String> answer = answer(node);
        String session = session(answer);
        assertThat(session).as("%s %s", answer.statusCode(), answer.body()).isNotEmpty();
        SESSIONS.add(session.substring(COOKIE.length() + 1));
        return new String[] {"Cookie", session};
    }

    /** The session that an answer begins; empty if it does not. */
    static String session(HttpResponse<String> answer) {
        return cookies(answer, COOKIE + "=");
    }

    /** The cookies that an answer sets, without attributes. */
    static String cookies(HttpResponse<String> answer, String beginning) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(beginning))
                .map(cookie -> cookie.split(";", 2)[0])
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }

    /** The values of all session cookies. */
    static Set<String> sessions() {
        return Set.copyOf(SESSIONS);
    }
}
