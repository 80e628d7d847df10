package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.journeyguard.fixtures.Await;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in more strongly where a path or the application asks for it. */
class StepUpTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String COOKIE = "__Host-journey-session-MwVjwA";
    private static final String STRONG = "StrongJourney";
    private static final Map<String, String> AS_PERSON = Map.of("Sec-Fetch-Mode", "navigate");
    private static final Map<String, String> AS_PROGRAM = Map.of("Accept", "application/json");

    private final FakeAm am = new FakeAm(Kind.OPENAM);

    @AfterEach
    void end() {
        am.close();
    }

    private TestWeb web(String login, String... more) throws ServletException {
        String[] settings = new String[more.length + 6];
        System.arraycopy(more, 0, settings, 6, more.length);
        settings[0] = "journey.login";
        settings[1] = login;
        settings[2] = "journey.paths.acr";
        settings[3] = "/vault/*=strong";
        settings[4] = "journey.acr.services";
        settings[5] = "strong=" + STRONG;
        return new TestWeb(am, APP, settings);
    }

    private static String query(String url, String name) {
        for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Nested
    class WithAmsCookie {
        private final TestWeb web = web("am");
        private final TestPerson alice = new TestPerson(web, am, APP, "alice");

        WithAmsCookie() throws ServletException {
            bringAmsCookie();
        }

        private void bringAmsCookie() {
            alice.cookies.put(FakeAm.COOKIE, alice.ssoToken().value());
        }

        @AfterEach
        void end() {
            web.close();
        }

        @Test
        void pathIsServedAfterTheSecondSignIn() {
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
            TestResponse departure = alice.get("/vault/7");
            assertThat(departure.getStatus()).isEqualTo(302);
            assertThat(departure.header("User")).isEmpty();
            assertThat(query(departure.header("Location"), "service")).isEqualTo(STRONG);
            assertThat(query(departure.header("Location"), "goto")).isEqualTo(APP + "/vault/7");

            alice.upgrade(STRONG, 5);
            bringAmsCookie();
            assertThat(alice.whoIsOn("/vault/7")).isEqualTo("alice");
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        }

        @Test
        void httpSessionKeepsItsContentUnderANewId() {
            TestSession session = new TestSession();
            alice.session = session;
            alice.get("/account");
            int before = session.id();
            alice.get("/vault/7");
            alice.upgrade(STRONG, 5);
            bringAmsCookie();
            assertThat(alice.whoIsOn("/vault/7")).isEqualTo("alice");
            assertThat(session.isOver()).isFalse();
            assertThat(session.id()).isGreaterThan(before);
        }

        @Test
        void inPlaceUpgradeAppliesAtOnce() {
            assertThat(alice.get("/vault/7").getStatus()).isEqualTo(302);
            alice.upgradeInPlace(STRONG, 5);
            assertThat(alice.whoIsOn("/vault/7")).isEqualTo("alice");
        }

        @Test
        void levelOfTheSessionIsCached() {
            alice.upgradeInPlace(STRONG, 5);
            alice.get("/vault/7");
            am.forgetCalls();
            assertThat(alice.whoIsOn("/vault/8")).isEqualTo("alice");
            assertThat(am.calls()).isEmpty();
        }

        @Test
        void abandonedStepUpKeepsTheSession() {
            alice.get("/vault/7");
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
            assertThat(am.has(alice.ssoToken().value())).isTrue();
        }

        @Test
        void stepUpWithoutChangeShowsAPageWithTheLikelyCauses() {
            String address = "/vault/7";
            for (int i = 0; i < 3; i++) {
                TestResponse departure = alice.get(address);
                assertThat(departure.getStatus()).isEqualTo(302);
                address = query(departure.header("Location"), "goto").substring(APP.length());
            }
            TestResponse page = alice.get(address);
            assertThat(page.getStatus()).isEqualTo(401);
            assertThat(page.body()).contains("session property whitelist");
        }

        @Test
        void concurrentStepUpsOfTabsAllSucceed() {
            String[] addresses = new String[20];
            for (int i = 0; i < addresses.length; i++) {
                TestResponse departure = alice.get("/vault/7");
                assertThat(departure.getStatus()).isEqualTo(302);
                addresses[i] = query(departure.header("Location"), "goto").substring(APP.length());
            }
            alice.upgrade(STRONG, 5);
            bringAmsCookie();
            for (String address : addresses) {
                TestResponse response = alice.get(address);
                String shown = response.getStatus() == 302
                        ? alice.whoIsOn(response.header("Location").substring(APP.length()))
                        : response.header("User");
                assertThat(shown).isEqualTo("alice");
            }
        }

        @Test
        void programGetsTheRequiredAcrInTheChallenge() {
            TestResponse refused = alice.send("GET", "/vault/7", AS_PROGRAM);
            assertThat(refused.getStatus()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate"))
                    .isEqualTo("Bearer error=\"insufficient_user_authentication\", acr_values=\"strong\"");
        }

        @Test
        void accessTokenWithoutAcrGetsTheSameChallenge() {
            String token = am.issue("bob", "/", "web-app", "profile").access();
            TestResponse refused = alice.send("GET", "/vault/7", Map.of("Authorization", "Bearer " + token));
            assertThat(refused.getStatus()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).contains("insufficient_user_authentication");
        }

        @Test
        void outageDoesNotSatisfyTheRequirement() {
            alice.get("/account");
            am.set(Fault.reply(500, "{}").onlyFor("getSessionProperties"));
            assertThat(alice.get("/vault/7").getStatus()).isEqualTo(503);
        }

        @Test
        void endedSessionHasToSignInAgain() {
            alice.get("/account");
            am.end(alice.ssoToken().value());
            TestResponse departure = alice.get("/vault/7");
            assertThat(departure.getStatus()).isEqualTo(302);
            assertThat(query(departure.header("Location"), "service")).isEmpty();
        }

        @Test
        void applicationRequiresALevel() {
            TestResponse departure = alice.get(TestWeb.LEVEL_5);
            assertThat(query(departure.header("Location"), "authIndexValue")).contains("<Value>5</Value>");
            alice.upgradeInPlace("Login", 5);
            assertThat(alice.whoIsOn(TestWeb.LEVEL_5)).isEqualTo("alice");
        }
    }

    @Nested
    class ByTheCodeFlow {
        private final TestWeb web = web("oidc", "journey.acr.levels", "StrongJourney=5");
        private final TestPerson alice = new TestPerson(web, am, APP, "alice");

        ByTheCodeFlow() throws ServletException {}

        @AfterEach
        void end() {
            web.close();
        }

        /** The names are the same here, for that is what AM's {@code acr_values} are. */
        private TestResponse vault() {
            return alice.get(TestWeb.LEVEL_5);
        }

        @Test
        void openAmStepUpGoesThroughItsLoginPage() {
            alice.signIn("/account");
            TestSession session = new TestSession();
            alice.session = session;
            alice.get("/account");
            String before = alice.cookies.get(COOKIE);

            TestResponse departure = vault();
            assertThat(query(departure.header("Location"), "acr_values")).isEqualTo(STRONG);
            TestResponse second = alice.get(alice.atAm(departure));
            assertThat(second.header("Location")).startsWith(am.url() + "/UI/Login?");
            assertThat(query(second.header("Location"), "service")).isEqualTo(STRONG);
            assertThat(alice.cookies.get(COOKIE)).isEqualTo(before);

            alice.upgrade(STRONG, 5);
            String answer = alice.answerOfAm(query(second.header("Location"), "goto"));
            assertThat(alice.get(answer.substring(APP.length())).header("Location"))
                    .isEqualTo(APP + TestWeb.LEVEL_5);
            assertThat(alice.whoIsOn(TestWeb.LEVEL_5)).isEqualTo("alice");
            assertThat(alice.cookies.get(COOKIE)).isNotEqualTo(before);
            assertThat(session.isOver()).isFalse();
            assertThat(session.id()).isGreaterThan(1);
        }

        @Test
        void pingAmStepUpNeedsNoLoginPage() {
            am.setKind(Kind.PINGAM);
            alice.signIn("/account");
            TestResponse departure = vault();
            String page = alice.answerOfAm(departure.header("Location"));
            assertThat(page).startsWith(am.url() + "/UI/Login?");
            alice.upgrade(STRONG, 5);
            String answer = alice.answerOfAm(query(page, "goto"));
            alice.get(answer.substring(APP.length()));
            assertThat(alice.whoIsOn(TestWeb.LEVEL_5)).isEqualTo("alice");
        }

        @Test
        void secondTooWeakStepUpShowsAPageAndKeepsTheSession() {
            alice.signIn("/account");
            String before = alice.cookies.get(COOKIE);
            TestResponse second = alice.get(alice.atAm(vault()));
            String answer = alice.answerOfAm(query(second.header("Location"), "goto"));
            am.forgetCalls();
            TestResponse page = alice.get(answer.substring(APP.length()));
            assertThat(page.getStatus()).isEqualTo(403);
            assertThat(page.body()).contains("needs a stronger sign-in", "back=%2Flevel-5&amp;acr=" + STRONG);
            assertThat(alice.cookies.get(COOKIE)).isEqualTo(before);
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
            Await.until("the weak tokens end", () -> !am.calls("/token/revoke").isEmpty());
        }

        @Test
        void declinedStepUpKeepsTheSession() {
            alice.signIn("/account");
            String before = alice.cookies.get(COOKIE);
            String state = query(vault().header("Location"), "state");
            TestResponse page = alice.get("/journey/callback?error=access_denied&state=" + state);
            assertThat(page.getStatus()).isEqualTo(403);
            assertThat(alice.cookies.get(COOKIE)).isEqualTo(before);
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        }

        @Test
        void stepUpByAnotherUserReplacesTheUser() {
            alice.signIn("/account");
            TestSession session = new TestSession();
            alice.session = session;
            alice.get("/account");
            TestPerson bob = new TestPerson(web, am, APP, "bob");
            bob.cookies.putAll(alice.cookies);
            bob.session = session;
            bob.upgrade(STRONG, 5);
            TestResponse departure = bob.get(TestWeb.LEVEL_5);
            bob.get(bob.atAm(departure));
            assertThat(bob.whoIsOn(TestWeb.LEVEL_5)).isEqualTo("bob");
            assertThat(session.isOver()).isTrue();
            assertThat(alice.get("/account").getStatus()).isEqualTo(302);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void levelWithoutAcrIsAConfigurationError(Kind kind) throws ServletException {
        am.setKind(kind);
        try (TestWeb web = web("oidc")) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            alice.signIn("/account");
            assertThat(alice.send("GET", TestWeb.LEVEL_5, AS_PERSON).getStatus())
                    .isEqualTo(500);
            assertThat(alice.whoIsOn("/account")).isEqualTo("alice");
        }
    }
}
