package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.Map;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of AM's that comes late, repeatedResponseLeadsToTheTarget, by the Back button or from a bookmark. */
class LateAuthorizationResponseTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String COOKIE = "__Host-journey-session-MwVjwA";

    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestWeb web;
    private final TestPerson alice;

    LateAuthorizationResponseTest() throws ServletException {
        web = new TestWeb(am, APP);
        alice = new TestPerson(web, am, APP, "alice");
    }

    @AfterEach
    void end() {
        web.close();
        am.close();
    }

    private void staysSignedInAndGoesTo(String target, String answer) {
        String session = alice.cookies.get(COOKIE);
        am.forgetCalls();
        TestResponse again = alice.get(answer);
        assertThat(again.getStatus()).isEqualTo(302);
        assertThat(again.header("Location")).isEqualTo(APP + target);
        assertThat(alice.cookies.get(COOKIE)).isEqualTo(session);
        assertThat(am.calls()).as("nothing is redeemed").isEmpty();
        assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
    }

    @Test
    void repeatedResponseLeadsToTheTarget() {
        String answer = alice.atAm(alice.get("/account?tab=1"));
        alice.get(answer);
        staysSignedInAndGoesTo("/account?tab=1", answer);
        staysSignedInAndGoesTo("/account?tab=1", answer);
    }

    @Test
    void repeatedResponseWithItsCookieLeadsToTheTarget() {
        String answer = alice.atAm(alice.get("/account?tab=1"));
        Map<String, String> before = Map.copyOf(alice.cookies);
        alice.get(answer);
        alice.cookies.putAll(before);
        staysSignedInAndGoesTo("/account?tab=1", answer);
    }

    @Test
    void responseWithoutItsCookieLeadsToTheTarget() {
        String answer = alice.atAm(alice.get("/account?tab=1"));
        alice.cookies.keySet().removeIf(name -> name.contains("sign-in"));
        alice.signIn("/other");
        staysSignedInAndGoesTo("/account?tab=1", answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?",
                "?code=x",
                "?code=x&state=y",
                "?error=access_denied&state=x",
                "?code=x&state=y.z",
                "?code=x&state=" + "A.B.C",
                "?code=x&state=1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void responseWithUnreadableStateLeadsToTheRoot(String query) {
        alice.signIn("/account");
        staysSignedInAndGoesTo("/", "/journey/callback" + query);
    }

    @Test
    void responseWithoutSessionGetsAPageThatLinksToTheTarget() {
        String answer = alice.atAm(alice.get("/account?tab=1"));
        alice.cookies.clear();
        am.forgetCalls();
        TestResponse page = alice.get(answer);
        assertThat(page.getStatus()).isEqualTo(400);
        assertThat(page.body())
                .contains("It has not signed you in")
                .contains("href=\"" + APP + "/journey/callback?back=%2Faccount%3Ftab%3D1\"");
        assertThat(alice.cookies).isEmpty();
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void responseWithAnEndedSessionGetsAPage() {
        String answer = alice.atAm(alice.get("/account?tab=1"));
        alice.get(answer);
        String session = String.valueOf(alice.cookies.get(COOKIE));
        alice.send("POST", "/logout", Map.of("Origin", "https://app.example.com"));
        alice.cookies.put(COOKIE, session);
        assertThat(alice.get(answer).getStatus()).isEqualTo(400);
    }

    @Test
    void responseOfAnotherBrowserSignsNoUserIn() {
        TestPerson mallory = new TestPerson(web, am, APP, "mallory");
        String brought = mallory.atAm(mallory.get("/account?chosen-by=mallory"));
        alice.signIn("/account");
        staysSignedInAndGoesTo("/account?chosen-by=mallory", brought);
        TestPerson stranger = new TestPerson(web, am, APP, "bob");
        assertThat(stranger.get(brought).getStatus()).isEqualTo(400);
        assertThat(stranger.cookies).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/account", "/other"})
    void expectedResponseSignsIn(String target) {
        alice.signIn("/account");
        String first = alice.cookies.get(COOKIE);
        TestResponse response = alice.signIn("/journey/callback?back=" + target.replace("/", "%2F"));
        assertThat(response.header("Location")).isEqualTo(APP + target);
        assertThat(alice.cookies.get(COOKIE)).isNotEqualTo(first);
    }
}
