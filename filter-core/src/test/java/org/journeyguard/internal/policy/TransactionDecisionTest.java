package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.APP;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.DECIDER;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.BearerToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about users who have to authorize a transaction at AM. */
class TransactionDecisionTest {
    private static final String PAGE = "https://sso.example.com/am/UI/Login?realm=%2Falpha"
            + "&authIndexType=composite_advice&authIndexValue="
            + "%3CAdvices%3E%3CAttributeValuePair%3E%3CAttribute+name%3D%22TransactionConditionAdvice%22%2F%3E"
            + "%3CValue%3E1-2%3C%2FValue%3E%3C%2FAttributeValuePair%3E%3C%2FAdvices%3E&goto=";
    private static final String SHOP = "https%3A%2F%2Fapp.example.com%2Fshop";

    private static TestRequestFacts person(String method) {
        return TestRequestFacts.of(method, "/transfer").byPerson().withCookie();
    }

    private static Optional<Decision> transaction(TestRequestFacts request) {
        return DECIDER.transaction(request, "1-2", CLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "''             , %3F%26_txid%3D1-2,         /transfer?",
        "id=7           , %3Fid%3D7%26_txid%3D1-2,   /transfer?id=7",
        "id=7&_txid=old , %3Fid%3D7%26_txid%3D1-2,   /transfer?id=7",
        "_txid=old      , %3F_txid%3D1-2,            /transfer",
    })
    void personIsSentToAmAndReturnsWithTheId(String query, String added, String target) {
        assertThat(transaction(person("GET").withQuery(query)))
                .contains(Deciders.sent(PAGE + SHOP + "%2Ftransfer" + added, target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void requestWithoutQueryReturnsWithTheIdOnly(String method) {
        assertThat(transaction(person(method)))
                .contains(Deciders.sent(PAGE + SHOP + "%2Ftransfer%3F_txid%3D1-2", "/transfer"));
    }

    @Test
    void requestThatCannotReturnIsNotSent() {
        assertThat(transaction(person("POST"))).isEmpty();
        assertThat(transaction(TestRequestFacts.get("/transfer").byProgram().withCookie()))
                .isEmpty();
        assertThat(transaction(person("GET").with("Sec-Purpose", "prefetch"))).isEmpty();
        assertThat(transaction(person("GET").with("Upgrade", "websocket"))).isEmpty();
    }

    @Test
    void userOfATokenIsNotSent() {
        BearerToken token = Objects.requireNonNull(BearerToken.parse("abc"));
        assertThat(transaction(person("GET").presenting(token))).isEmpty();
    }

    @Test
    void onlyAmsLoginPageAuthorizesTransactions() {
        CodeFlow flow =
                new CodeFlow(APP + "/shop", "/journey/callback", "https://sso.example.com/am/XUI/", Deciders.ACR);
        SignInPage own = new SignInPage(APP + "/shop", "/journey/sign-in", "/journey/callback");
        assertThat(Deciders.decider(flow, "/logout").transaction(person("GET"), "1-2", CLOCK))
                .isEmpty();
        assertThat(Deciders.decider(own, "/logout").transaction(person("GET"), "1-2", CLOCK))
                .isEmpty();
        assertThat(Deciders.decider(null, "/logout").transaction(person("GET"), "1-2", CLOCK))
                .isEmpty();
    }

    @Test
    void urlOfMoreThan4000CharactersIsNotUsed() {
        String shortest = PAGE + SHOP + "%2Ftransfer%3Fq%3D%26_txid%3D1-2";
        String longest = "q=" + "x".repeat(4_000 - shortest.length());
        assertThat(transaction(person("GET").withQuery(longest)))
                .hasValueSatisfying(decision ->
                        assertThat(((Decision.Redirect) decision).location()).hasSize(4_000));
        assertThat(transaction(person("GET").withQuery(longest + "x"))).isEmpty();
    }

    @Test
    void frameGetsALinkInsteadOfTheRedirect() {
        assertThat(transaction(person("GET").with("Sec-Fetch-Dest", "iframe")))
                .contains(new Decision.Challenge(
                        Reason.STRONGER_SIGN_IN_REQUIRED, PAGE + SHOP + "%2Ftransfer%3F_txid%3D1-2"));
    }

    /** A request with an id has returned from AM. */
    @ParameterizedTest
    @CsvSource({
        "id=7&_txid=old, 2, false",
        "id=7&_txid=old, 3, true",
        "id=7&_txid=old, 4, true",
        "id=7,           3, false",
        "id=7&_txid=!,   3, false",
    })
    void thirdReturnWithoutSuccessShowsAPage(String query, int rounds, boolean isLoop) {
        TestRequestFacts target = TestRequestFacts.get("/transfer").withQuery("id=7");
        Map<String, String> counters = Deciders.loginCounters(target, rounds);
        Optional<Decision> decision = transaction(person("GET").withQuery(query).withLoginCounters(counters));
        if (isLoop) {
            assertThat(decision)
                    .contains(new Decision.Challenge(
                            Reason.STEP_UP_LOOP, PAGE + SHOP + "%2Ftransfer%3Fid%3D7%26_txid%3D1-2"));
        } else {
            assertThat(decision).containsInstanceOf(Decision.Redirect.class);
        }
    }

    @Test
    void visitsAreCountedForTheTargetWithoutItsId() {
        TestRequestFacts target = TestRequestFacts.get("/transfer").withQuery("id=7");
        TestRequestFacts back =
                person("GET").withQuery("id=7&_txid=old").withLoginCounters(Deciders.loginCounters(target, 1));
        assertThat(transaction(back))
                .hasValueSatisfying(decision -> assertThat(
                                ((Decision.Redirect) decision).count().value())
                        .startsWith("2."));
    }
}
