package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeSession;

/** A browser as a sign-in sees it: it keeps cookies, its own of the application's and the one of AM's, and goes where it is sent. */
final class TestBrowser {
    static final String CALLBACK = "https://app.example.com/shop/journey/callback";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final List<SignInCookie> cookies = new ArrayList<>();
    private final FakeAm am;
    private String ssoToken = "";

    TestBrowser(FakeAm am) {
        this.am = am;
    }

    TestBrowser signedInAtAmAs(String user) {
        return signedInAtAmAs(am.session(user, "/"));
    }

    TestBrowser signedInAtAmAs(FakeSession session) {
        ssoToken = am.signIn(session);
        return this;
    }

    /** Begins a sign-in, keeps its cookie, and says where it is sent. */
    String leave(TestApp app, String back) {
        SignInStart begun = app.signIns.begin(new SignInWish(back, List.of(), false, 0), List.copyOf(cookies), null);
        assertThat(begun).isInstanceOf(SignInStart.Departed.class);
        SignInStart.Departed departed = (SignInStart.Departed) begun;
        cookies.removeIf(cookie -> departed.gone().contains(cookie.name()));
        cookies.add(departed.cookie());
        return departed.url();
    }

    /** The query with which AM sends it back. */
    String answer(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Cookie", FakeAm.COOKIE + "=" + ssoToken)
                .build();
        try {
            String location = HTTP.send(request, HttpResponse.BodyHandlers.ofString())
                    .headers()
                    .firstValue("Location")
                    .orElse("");
            assertThat(location).startsWith(CALLBACK + "?");
            return location.substring(CALLBACK.length() + 1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What comes of an answer. */
    SignInOutcome comeBack(TestApp app, String query) {
        SignInOutcome finished = app.signIns.finish(query, List.copyOf(cookies), null);
        cookies.removeIf(cookie -> cookie.name().equals(finished.cookie()));
        return finished;
    }

    SignInOutcome.SignedIn signIn(TestApp app, String back) {
        SignInOutcome finished = comeBack(app, answer(leave(app, back)));
        assertThat(finished).isInstanceOf(SignInOutcome.SignedIn.class);
        return (SignInOutcome.SignedIn) finished;
    }

    /** A query with another value of a parameter. */
    static String with(String query, String name, String value) {
        return query.replaceFirst("(^|&)" + name + "=[^&]*", "$1" + name + "=" + value);
    }

    static String valueOf(String query, String name) {
        return query.replaceFirst(".*(?:^|&|\\?)" + name + "=([^&]*).*", "$1");
    }
}
