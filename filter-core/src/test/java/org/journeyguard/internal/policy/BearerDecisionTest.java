package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.after;
import static org.journeyguard.internal.policy.Deciders.before;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.fixtures.English;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.response.FilterResponse;
import org.journeyguard.internal.response.FilterResponses;
import org.junit.jupiter.api.Test;

/** Decisions about requests with an access token. */
class BearerDecisionTest {
    private static final PresentedCredential BEARER = Objects.requireNonNull(BearerToken.parse("a-token"));
    private static final TestRequestFacts PROGRAM =
            TestRequestFacts.get("/api").byProgram().presenting(BEARER);
    private static final Decision INVALID_TOKEN = new Decision.Challenge(Reason.INVALID_TOKEN, null);

    private static Authentication<TokenIdentity> good() {
        return new Authentication.Authenticated<>(
                new TokenIdentity("alice", "/alpha", false, Set.of(), Claims.NONE, null, null));
    }

    @Test
    void validTokenProceeds() {
        assertThat(before(PROGRAM)).isEmpty();
        assertThat(after(PROGRAM, good())).isEqualTo(Decision.PROCEED);
    }

    @Test
    void refusedTokenIsInvalidForProgramsAndPeople() {
        assertThat(after(PROGRAM, Authentication.refused())).isEqualTo(INVALID_TOKEN);
        assertThat(after(TestRequestFacts.get("/api").byPerson().presenting(BEARER), Authentication.refused()))
                .isEqualTo(INVALID_TOKEN);
    }

    @Test
    void malformedTokenIsInvalidWithoutACall() {
        assertThat(before(TestRequestFacts.get("/api").presenting(PresentedCredential.MALFORMED_BEARER)))
                .contains(INVALID_TOKEN);
    }

    @Test
    void severalTokensGetAnInvalidRequestError() {
        assertThat(before(TestRequestFacts.get("/api").presenting(PresentedCredential.SEVERAL_BEARERS)))
                .contains(new Decision.Challenge(Reason.SEVERAL_TOKENS, null));
    }

    @Test
    void outageGets503AndNotInvalidToken() {
        assertThat(after(PROGRAM, new Authentication.Unavailable<>(new Outage("x", Duration.ofSeconds(3)))))
                .isEqualTo(new Decision.Reject(Reason.AM_UNAVAILABLE, Duration.ofSeconds(3)));
    }

    @Test
    void requestWithATokenIsNotCheckedForItsOrigin() {
        TestRequestFacts foreign = TestRequestFacts.of("POST", "/api")
                .with("Origin", "https://evil.example")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Cookie", "a=b");
        assertThat(before(foreign.presenting(BEARER))).isEmpty();
        assertThat(before(foreign)).contains(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
        TestRequestFacts logout = TestRequestFacts.of("POST", "/logout").with("Origin", "https://evil.example");
        assertThat(before(logout.presenting(BEARER))).contains(Decision.LOG_OUT);
        assertThat(before(logout)).contains(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
    }

    @Test
    void publicPathIgnoresTheToken() {
        assertThat(before(TestRequestFacts.get("/public/x").presenting(BEARER))).contains(Decision.PROCEED_LAZILY);
        assertThat(before(TestRequestFacts.get("/public/x").presenting(PresentedCredential.MALFORMED_BEARER)))
                .contains(Decision.PROCEED_LAZILY);
    }

    @Test
    void challengesFollowRfc6750() {
        assertThat(header(INVALID_TOKEN)).isEqualTo("401 Bearer error=\"invalid_token\"");
        assertThat(header(new Decision.Challenge(Reason.SEVERAL_TOKENS, null)))
                .isEqualTo("400 Bearer error=\"invalid_request\"");
        assertThat(header(new Decision.Challenge(Reason.SCOPE_MISSING, null, Set.of("write", "admin"), List.of())))
                .isEqualTo("403 Bearer error=\"insufficient_scope\", scope=\"admin write\"");
        assertThat(header(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null)))
                .isEqualTo("401 Bearer");
    }

    private static String header(Decision challenge) {
        FilterResponse answer = FilterResponses.challenge((Decision.Challenge) challenge, English.PROGRAM);
        return answer.status() + " "
                + Optional.ofNullable(answer.headers().get("WWW-Authenticate")).orElse("");
    }
}
