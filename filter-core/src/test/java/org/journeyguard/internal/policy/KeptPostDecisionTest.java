package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.fixtures.PathPatterns.patterns;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;
import static org.journeyguard.internal.policy.Deciders.ACR;
import static org.journeyguard.internal.policy.Deciders.APP;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.LOGIN;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions about users whose POSTs are kept while they sign in. */
class KeptPostDecisionTest {
    private static final AccessDecider DECIDER = keeping(LOGIN);
    private static final AuthenticationRequirement STRONG = AuthenticationRequirement.of(List.of("strong"));
    private static final Decision.Challenge REFUSAL = new Decision.Challenge(
            Reason.STRONGER_SIGN_IN_REQUIRED,
            LOGIN.loginUrlReturningTo("/", null, STRONG),
            Set.of(),
            List.of("strong"));
    private static final Decision.KeepPost KEPT = new Decision.KeepPost(STRONG, REFUSAL);
    private static final String BACK = "/journey/callback?post=id";
    private static final TestRequestFacts FORM = TestRequestFacts.of("POST", "/orders")
            .byPerson()
            .with("Origin", APP)
            .with("Content-Type", "application/x-www-form-urlencoded")
            .with("Content-Length", "10");

    private static AccessDecider keeping(@Nullable SignInMethod login) {
        return new AccessDecider(
                new PathRules(publicPaths("/public/*")),
                new OriginRules(APP, Set.of()),
                patterns("/logout"),
                patterns("/everywhere"),
                null,
                login,
                ACR,
                65_536,
                "/alpha");
    }

    private static TestRequestFacts byBearer() {
        return FORM.presenting(Objects.requireNonNull(BearerToken.parse("abc")));
    }

    private static String signIn(String back, AuthenticationRequirement demand) {
        return LOGIN.loginUrlReturningTo(back, null, demand);
    }

    @Test
    void postOfAUserWhoHasToSignInIsKept() {
        Decision.Challenge refusal =
                new Decision.Challenge(Reason.SIGN_IN_REQUIRED, signIn("/", AuthenticationRequirement.NONE));
        assertThat(DECIDER.signIn(FORM, CLOCK))
                .isEqualTo(new Decision.KeepPost(AuthenticationRequirement.NONE, refusal));
        assertThat(DECIDER.stepUp(FORM.withCookie(), STRONG, CLOCK)).isEqualTo(KEPT);
    }

    @Test
    void postIsNotKeptWhereUsersDoNotSignIn() {
        AccessDecider without = keeping(null);
        assertThat(without.signIn(FORM, CLOCK)).isEqualTo(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null));
        assertThat(without.stepUp(FORM.withCookie(), STRONG, CLOCK))
                .isEqualTo(new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, null, Set.of(), List.of("strong")));
        assertThat(without.signInWithPost(FORM, "id", KEPT, CLOCK)).isEqualTo(REFUSAL);
    }

    @Test
    void postWithATokenIsNotKept() {
        assertThat(DECIDER.signIn(byBearer(), CLOCK)).isEqualTo(new Decision.Challenge(Reason.INVALID_TOKEN, null));
        assertThat(DECIDER.stepUp(byBearer(), STRONG, CLOCK))
                .isEqualTo(new Decision.Challenge(Reason.STRONGER_SIGN_IN_REQUIRED, null, Set.of(), List.of("strong")));
    }

    @Test
    void personIsSentToSignInAndReturnsToTheKeptPost() {
        Decision decision = DECIDER.signInWithPost(FORM, "id", KEPT, CLOCK);
        assertThat(decision).isInstanceOfSatisfying(Decision.Redirect.class, redirect -> {
            assertThat(redirect.location()).isEqualTo(signIn(BACK + "&round=1&acr=strong", STRONG));
            assertThat(redirect.stored()).isNull();
        });
    }

    @Test
    void codeFlowReturnsToTheKeptPost() {
        AccessDecider flow =
                keeping(new CodeFlow(APP + "/shop", "/journey/callback", "https://sso.example.com/am/XUI/", ACR));
        assertThat(flow.signInWithPost(FORM, "id", KEPT, CLOCK))
                .isInstanceOfSatisfying(Decision.BeginSignIn.class, begun -> {
                    assertThat(begun.back()).isEqualTo(BACK + "&round=1&acr=strong");
                    assertThat(begun.acrValues()).containsExactly("strong");
                });
    }

    @Test
    void programGetsALinkToTheKeptPost() {
        assertThat(DECIDER.signInWithPost(FORM.with("Sec-Fetch-Mode", "cors"), "id", KEPT, CLOCK))
                .isEqualTo(new Decision.Challenge(
                        Reason.STRONGER_SIGN_IN_REQUIRED,
                        signIn(BACK + "&acr=strong", STRONG),
                        Set.of(),
                        List.of("strong")));
    }

    @Test
    void returnedUserMeetsTheDemandOfTheKeptPostAndSendsItAgain() {
        TestRequestFacts back = TestRequestFacts.get("/journey/callback")
                .byPerson()
                .withCookie()
                .withQuery("post=id&acr=strong");
        assertThat(DECIDER.demands(back)).containsExactly(STRONG);
        assertThat(DECIDER.allowed(back)).isEqualTo(new Decision.RepeatPost("id"));
    }

    @Test
    void otherRequestsMeetTheDemandsOfTheirPaths() {
        assertThat(DECIDER.demands(TestRequestFacts.get("/transfers/1").withQuery("post=id")))
                .containsExactly(STRONG);
        assertThat(DECIDER.demands(TestRequestFacts.get("/account"))).isEmpty();
        assertThat(keeping(null).demands(TestRequestFacts.get("/transfers/1"))).containsExactly(STRONG);
    }
}
