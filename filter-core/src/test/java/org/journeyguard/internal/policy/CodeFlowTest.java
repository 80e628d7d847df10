package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.CLOCK;

import java.util.Map;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.PresentedCredential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions where users sign in by the authorization code flow. */
class CodeFlowTest {
    private static final String APP = "https://app.example.com/shop";
    private static final CodeFlow FLOW =
            new CodeFlow(APP, "/journey/callback", "https://sso.example.com/am/XUI/", Deciders.ACR);
    private static final AccessDecider DECIDER = Deciders.decider(FLOW, "/logout");
    private static final PresentedCredential OWN = AppSession.make();

    private static TestRequestFacts person(String method, String path) {
        return TestRequestFacts.of(method, path).byPerson();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void personWithoutSessionIsSentToSignIn(String method) {
        assertThat(DECIDER.before(person(method, "/account").withQuery("tab=1"), CLOCK))
                .contains(Deciders.begun("/account?tab=1"));
    }

    @Test
    void lostPostGets401WithASignInLinkToTheRoot() {
        assertThat(DECIDER.before(person("POST", "/account").withQuery("id=7"), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, APP + "/journey/callback?back=%2F"));
    }

    @Test
    void programWithoutSessionGets401() {
        assertThat(DECIDER.before(TestRequestFacts.get("/account").byProgram(), CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, APP + "/journey/callback?back=%2Faccount"));
    }

    @Test
    void validSessionProceedsAndARefusedOneSignsIn() {
        TestRequestFacts request = person("GET", "/account").presenting(OWN);
        assertThat(DECIDER.before(request, CLOCK)).isEmpty();
        Authentication<AppIdentity> alice =
                new Authentication.Authenticated<>(new AppIdentity("alice", "/alpha", "alice", Claims.NONE));
        assertThat(DECIDER.after(request, alice, CLOCK)).isEqualTo(Decision.PROCEED);
        assertThat(DECIDER.after(request, Authentication.refused(), CLOCK)).isInstanceOf(Decision.BeginSignIn.class);
    }

    @Test
    void conflictingSessionCookiesGetAChallenge() {
        PresentedCredential two = new PresentedCredential.Conflicting(Set.of(AppSession.make()));
        assertThat(DECIDER.before(person("GET", "/account").presenting(two), CLOCK))
                .hasValueSatisfying(decision ->
                        assertThat(((Decision.Challenge) decision).reason()).isEqualTo(Reason.TWO_SESSIONS));
    }

    @Test
    void unsafeRequestOfAnotherSiteIsRejected() {
        assertThat(DECIDER.before(
                        person("POST", "/account").presenting(OWN).with("Origin", "https://evil.example"), CLOCK))
                .contains(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=x&state=y", "error=access_denied&state=y", "", "state=y&back=%2F"})
    void getOfTheRedirectPathFinishesTheSignIn(String query) {
        assertThat(DECIDER.before(person("GET", "/journey/callback").withQuery(query), CLOCK))
                .contains(Decision.FINISH_SIGN_IN);
        assertThat(DECIDER.before(person("GET", "/journey/callback").presenting(OWN), CLOCK))
                .contains(Decision.FINISH_SIGN_IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "OPTIONS", "get"})
    void otherMethodsOfTheRedirectPathAreRejected(String method) {
        assertThat(DECIDER.before(person(method, "/journey/callback"), CLOCK))
                .contains(new Decision.Reject(Reason.CALLBACK_METHOD, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/journey/callback/",
                "/journey/callback;x",
                "/journey/Callback",
                "/journey",
                "/journey/callbac%6b"
            })
    void otherSpellingOfTheRedirectPathIsProtected(String path) {
        assertThat(DECIDER.before(
                        TestRequestFacts.get(path)
                                .seenByContainerAs("/journey/callback")
                                .byPerson(),
                        CLOCK))
                .containsInstanceOf(Decision.BeginSignIn.class);
    }

    @ParameterizedTest
    @CsvSource({
        "back=%2Faccount%3Ftab%3D1, /account?tab=1",
        "back=%2F%2Fevil.example, /",
        "back=https%3A%2F%2Fevil.example, /",
        "back=%2F%5Cevil.example, /",
        "back=%, /",
        "back=, /",
    })
    void signInLinkReturnsOnlyToPathsOfTheApplication(String query, String back) {
        assertThat(DECIDER.before(person("GET", "/journey/callback").withQuery(query), CLOCK))
                .contains(Deciders.begun(back));
    }

    @Test
    void signInLinkGivesProgramsAChallenge() {
        assertThat(DECIDER.before(
                        TestRequestFacts.get("/journey/callback")
                                .withQuery("back=%2F")
                                .byProgram(),
                        CLOCK))
                .containsInstanceOf(Decision.Challenge.class);
    }

    @Test
    void repeatedReturnWithoutSessionExplainsTheLostCookie() {
        TestRequestFacts account = person("GET", "/account");
        Map<String, String> counters = Deciders.loginCounters(account, 3);
        TestRequestFacts back = person("GET", "/journey/callback")
                .withQuery("returned=%2Faccount&round=3")
                .withLoginCounters(counters);
        assertThat(DECIDER.before(back, CLOCK))
                .contains(new Decision.Challenge(Reason.COOKIE_NOT_KEPT, APP + "/journey/callback?back=%2Faccount"));
        assertThat(DECIDER.before(account.withLoginCounters(counters), CLOCK))
                .containsInstanceOf(Decision.BeginSignIn.class);
    }

    @Test
    void signInLinkMayBeFollowedAnyNumberOfTimes() {
        TestRequestFacts link = person("GET", "/journey/callback").withQuery("back=%2Faccount");
        for (int i = 0; i < 10; i++) {
            Decision decision = DECIDER.before(link, CLOCK).orElseThrow();
            assertThat(decision).isInstanceOf(Decision.BeginSignIn.class);
            LoginCount count = ((Decision.BeginSignIn) decision).count();
            link = link.withLoginCounters(Map.of(count.cookie(), count.value()));
        }
    }

    @Test
    void redirectPathIsOrdinaryWithoutTheCodeFlow() {
        assertThat(Deciders.before(person("GET", "/journey/callback"))).containsInstanceOf(Decision.Redirect.class);
    }
}
