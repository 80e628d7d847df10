package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.ACR;
import static org.journeyguard.internal.policy.Deciders.ALICE;
import static org.journeyguard.internal.policy.Deciders.APP;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.DECIDER;
import static org.journeyguard.internal.policy.Deciders.LOGIN;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.journeyguard.fixtures.English;
import org.journeyguard.fixtures.PathPatterns;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathRules;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about users who are signed in, but not strongly enough. */
class StepUpDecisionTest {
    private static final AuthenticationRequirement STRONG = AuthenticationRequirement.of(List.of("strong"));
    private static final AccessDecider CODE_FLOW = Deciders.decider(
            new CodeFlow(APP + "/shop", "/journey/callback", "https://sso.example.com/am/XUI/", ACR), "/logout");

    private static TestRequestFacts person(String method) {
        return TestRequestFacts.of(method, "/vault")
                .byPerson()
                .withQuery("id=7")
                .withCookie();
    }

    private static Decision.Challenge tooWeak(String login) {
        return new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, login, Set.of(), List.of("strong"));
    }

    @Test
    void personIsSentToAmsLoginPageWithTheServiceOfTheAcr() {
        assertThat(DECIDER.stepUp(person("GET"), STRONG, CLOCK))
                .isEqualTo(Deciders.sent(
                        "https://sso.example.com/am/UI/Login?realm=%2Falpha&service=StrongJourney&goto="
                                + "https%3A%2F%2Fapp.example.com%2Fshop%2Fvault%3Fid%3D7",
                        "/vault?id=7"));
    }

    @Test
    void levelIsRequestedByAnAdvice() {
        assertThat(LOGIN.loginUrlReturningTo("/vault", null, AuthenticationRequirement.of(5)))
                .isEqualTo(
                        "https://sso.example.com/am/UI/Login?realm=%2Falpha&authIndexType=composite_advice&authIndexValue="
                                + "%3CAdvices%3E%3CAttributeValuePair%3E%3CAttribute+name%3D%22AuthLevelConditionAdvice%22%2F%3E"
                                + "%3CValue%3E5%3C%2FValue%3E%3C%2FAttributeValuePair%3E%3C%2FAdvices%3E"
                                + "&goto=https%3A%2F%2Fapp.example.com%2Fshop%2Fvault");
    }

    @Test
    void codeFlowRequestsAcrValues() {
        assertThat(CODE_FLOW.stepUp(person("GET"), STRONG, CLOCK)).isEqualTo(Deciders.begun("/vault?id=7", "strong"));
        assertThat(CODE_FLOW.stepUp(person("GET"), AuthenticationRequirement.of(6), CLOCK))
                .isEqualTo(Deciders.begun("/vault?id=7", "hardware"));
    }

    @Test
    void lostPostGetsAPageThatLinksToTheStepUp() {
        assertThat(CODE_FLOW.stepUp(person("POST"), STRONG, CLOCK))
                .isEqualTo(tooWeak(APP + "/shop/journey/callback?back=%2F&acr=strong"));
        assertThat(DECIDER.stepUp(person("POST"), STRONG, CLOCK))
                .isEqualTo(tooWeak(LOGIN.loginUrlReturningTo("/", null, STRONG)));
    }

    @ParameterizedTest
    @CsvSource({
        "back=%2Fvault&acr=strong,           /vault, strong",
        "back=%2Fvault%3Fa%3D1%26acr%3Dx,    /vault?a=1&acr=x, ''",
        "back=%2Fvault&acr=strong+mfa,       /vault, strong mfa",
        "back=%2Fvault&acr=,                 /vault, ''",
        "back=%2Fvault&acr=a%22b,            /vault, ''",
        "back=%2Fvault&acr=%0D%0Ax,          /vault, ''",
        "back=%2Fvault&acr=%zz,              /vault, ''",
        "back=%2F%2Fevil.example&acr=strong, /,      strong",
    })
    void linkCarriesReturnPathAndAcr(String query, String back, String acr) {
        TestRequestFacts link =
                TestRequestFacts.get("/journey/callback").byPerson().withQuery(query);
        assertThat(CODE_FLOW.before(link, CLOCK))
                .contains(Deciders.begun(back, acr.isEmpty() ? new String[0] : acr.split(" ")));
    }

    @Test
    void linkWithTooManyAcrsRequiresNone() {
        TestRequestFacts link =
                TestRequestFacts.get("/journey/callback").byPerson().withQuery("back=%2F&acr=" + "x".repeat(300));
        assertThat(CODE_FLOW.before(link, CLOCK)).contains(Deciders.begun("/"));
    }

    @Test
    void programGetsAChallengeWithTheRequiredAcr() {
        TestRequestFacts program = TestRequestFacts.get("/vault").byProgram().withCookie();
        assertThat(DECIDER.stepUp(program, STRONG, CLOCK))
                .isEqualTo(tooWeak(LOGIN.loginUrlReturningTo("/vault", null, STRONG)));
        FilterResponse answer =
                FilterResponses.challenge((Decision.Challenge) DECIDER.stepUp(program, STRONG, CLOCK), English.PROGRAM);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .containsEntry(
                        "WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", acr_values=\"strong\"");
    }

    @Test
    void bearerRequestGetsAChallengeWithoutLink() {
        TestRequestFacts bearer = person("GET").presenting(Objects.requireNonNull(BearerToken.parse("abc")));
        assertThat(DECIDER.stepUp(bearer, STRONG, CLOCK))
                .isEqualTo(new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, null, Set.of(), List.of("strong")));
        assertThat(DECIDER.stepUp(bearer, AuthenticationRequirement.of(1), CLOCK))
                .isEqualTo(new Decision.Challenge(
                        Reason.STRONGER_SIGN_IN_REQUIRED, null, Set.of(), List.of("mfa", "hardware")));
    }

    @Test
    void thirdReturnWithoutStepUpShowsAPage() {
        Map<String, String> counters = Deciders.loginCounters(person("GET"), 3);
        assertThat(DECIDER.stepUp(person("GET").withLoginCounters(counters), STRONG, CLOCK))
                .as("another tab, as far as that can be told")
                .isInstanceOf(Decision.Redirect.class);
        TestRequestFacts back = TestRequestFacts.get("/journey/callback")
                .byPerson()
                .withCookie()
                .withQuery("returned=%2Fvault%3Fid%3D7&round=3&acr=strong")
                .withLoginCounters(counters);
        assertThat(DECIDER.demands(back)).containsExactly(STRONG);
        assertThat(DECIDER.stepUp(back, STRONG, CLOCK))
                .isEqualTo(new Decision.Challenge(
                        Reason.STEP_UP_LOOP,
                        LOGIN.loginUrlReturningTo("/vault", "id=7", STRONG),
                        Set.of(),
                        List.of("strong")));
        assertThat(DECIDER.allowed(back))
                .as("strong enough by now")
                .isEqualTo(new Decision.GoBack(APP + "/shop/vault?id=7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transfers/public", "/transfers"})
    void pathThatRequiresAnAcrIsNeverPublic(String path) {
        AccessDecider open = new AccessDecider(
                new PathRules(PathPatterns.publicPaths("/*")),
                new OriginRules(APP, Set.of()),
                List.of(),
                List.of(),
                null,
                LOGIN,
                ACR,
                0,
                "/alpha");
        TestRequestFacts request = TestRequestFacts.get(path).byPerson();
        assertThat(open.before(request, CLOCK)).containsInstanceOf(Decision.Redirect.class);
        assertThat(open.before(request.withCookie(), CLOCK)).isEmpty();
        assertThat(open.after(request.withCookie(), ALICE, CLOCK)).isEqualTo(Decision.PROCEED);
        assertThat(open.isPublicTarget(TestRequestFacts.get(path))).isFalse();
        assertThat(open.isPublicTarget(TestRequestFacts.get("/other"))).isTrue();
    }
}
