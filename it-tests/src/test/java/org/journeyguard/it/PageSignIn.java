package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.header;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;

/**
 * A sign-in on the application's own page, as a browser does it, in which AM has asked for the user's name and password.
 *
 * @param page where the step is shown, below the application
 * @param cookies that the browser has from the application
 */
record PageSignIn(String page, String cookies) {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

    /** Begins a sign-in: one node asks for it, the other starts AM's journey. */
    static PageSignIn begin(Endpoint first, Endpoint second) {
        HttpResponse<String> challenge = first.get("/own/who", PERSON);
        assertThat(challenge.statusCode()).as(challenge.body()).isEqualTo(302);
        HttpResponse<String> started = second.get(below(challenge), PERSON);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(303);
        return new PageSignIn(below(started), SignIn.cookies(started, ""));
    }

    private static String below(HttpResponse<String> redirect) {
        String location = header(redirect, "Location");
        assertThat(location).startsWith(Servers.appUrl() + "/own/journey/sign-in?");
        return location.substring(Servers.appUrl().length());
    }

    /** The fields of the form that a node shows. */
    String form(Endpoint node) {
        HttpResponse<String> shown = node.get(page, and(PERSON, "Cookie", cookies));
        assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
        StringBuilder form = new StringBuilder("c0=alice&c1=" + Provisioner.USER_PASSWORD);
        Matcher hidden = HIDDEN.matcher(shown.body());
        while (hidden.find()) {
            form.append('&').append(hidden.group(1)).append('=').append(hidden.group(2));
        }
        return form.toString();
    }

    /** What a node answers when the form is sent to it. */
    HttpResponse<String> send(Endpoint node, String form) {
        return App.post(
                URI.create(node.url() + page), form, and(PERSON, "Cookie", cookies, "Origin", Servers.appUrl()));
    }

    /** The header with AM's cookie, which an answer sets; its value is empty if it does not. */
    static String[] session(HttpResponse<String> answer) {
        return new String[] {"Cookie", SignIn.cookies(answer, AmRest.COOKIE + "=")};
    }
}
