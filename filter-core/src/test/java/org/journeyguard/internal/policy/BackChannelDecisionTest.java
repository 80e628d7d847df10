package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.before;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.fixtures.PathPatterns;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.OriginRules;
import org.journeyguard.internal.request.PathRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions about requests to the back-channel logout path. */
class BackChannelDecisionTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static TestRequestFacts post(String type) {
        return TestRequestFacts.of("POST", "/back-channel").with("Content-Type", type);
    }

    @Test
    void formPostIsReceivedFromAnyOrigin() {
        assertThat(before(post(FORM))).contains(Decision.RECEIVE_LOGOUT);
        assertThat(before(post("Application/X-WWW-Form-URLEncoded; charset=UTF-8")))
                .contains(Decision.RECEIVE_LOGOUT);
        assertThat(before(post(FORM).withCookie().with("Origin", "https://evil.example")))
                .contains(Decision.RECEIVE_LOGOUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void otherMethodsGet405(String method) {
        assertThat(before(TestRequestFacts.of(method, "/back-channel").with("Content-Type", FORM)))
                .contains(new Decision.Reject(Reason.BACK_CHANNEL_METHOD, null));
        assertThat(Reason.BACK_CHANNEL_METHOD.status()).isEqualTo(405);
    }

    @Test
    void otherContentTypesGet415() {
        Decision.Reject rejected = new Decision.Reject(Reason.BACK_CHANNEL_TYPE, null);
        assertThat(before(post("application/json"))).contains(rejected);
        assertThat(before(TestRequestFacts.of("POST", "/back-channel"))).contains(rejected);
        assertThat(Reason.BACK_CHANNEL_TYPE.status()).isEqualTo(415);
    }

    @Test
    void pathReadDifferentlyByTheContainerIsNotReceived() {
        assertThat(before(post(FORM).seenByContainerAs("/account"))).isNotEqualTo(Optional.of(Decision.RECEIVE_LOGOUT));
    }

    @Test
    void pathIsOrdinaryIfNoneIsConfigured() {
        AccessDecider decider = new AccessDecider(
                new PathRules(PathPatterns.publicPaths("/public/*")),
                new OriginRules(null, Set.of()),
                PathPatterns.patterns("/logout"),
                List.of(),
                null,
                null,
                Deciders.ACR,
                0,
                "/alpha");
        assertThat(decider.before(post(FORM), Deciders.CLOCK))
                .contains(new Decision.Challenge(Reason.SIGN_IN_REQUIRED, null));
    }
}
