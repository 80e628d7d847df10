package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.policy.Deciders.CLOCK;
import static org.journeyguard.internal.policy.Deciders.before;
import static org.journeyguard.internal.policy.Deciders.decider;

import java.time.Duration;
import java.util.List;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.credential.PresentedCredential;
import org.journeyguard.internal.http.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutDecisionTest {
    private static final Decision NOT_ALLOWED = new Decision.Reject(Reason.LOGOUT_METHOD, null);

    @Test
    void logoutPathLogsOutWithAnyCredential() {
        for (PresentedCredential presented : List.of(
                PresentedCredential.NOTHING,
                TestRequestFacts.COOKIE,
                PresentedCredential.MALFORMED,
                TestRequestFacts.CONTRADICTION,
                new PresentedCredential.CookieNameUnknown(new Outage("timeout", Duration.ofSeconds(1))))) {
            assertThat(before(TestRequestFacts.of("POST", "/logout").byPerson().presenting(presented)))
                    .contains(Decision.LOG_OUT);
            assertThat(before(TestRequestFacts.of("POST", "/everywhere")
                            .byPerson()
                            .presenting(presented)))
                    .contains(Decision.LOG_OUT_EVERYWHERE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "post"})
    void otherMethodsGet405(String method) {
        assertThat(before(TestRequestFacts.of(method, "/logout").withCookie())).contains(NOT_ALLOWED);
        assertThat(Reason.LOGOUT_METHOD.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  Sec-Fetch-Site, cross-site",
        "GET,  Sec-Fetch-Site, same-site",
        "GET,  Origin,         https://evil.example",
        "POST, Origin,         https://evil.example",
        "POST, Origin,         null"
    })
    void logoutFromAnotherSiteIsRejected(String method, String header, String value) {
        TestRequestFacts request = TestRequestFacts.of(method, "/logout").withCookie();
        assertThat(before(request.with(header, value))).contains(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
        assertThat(before(TestRequestFacts.of(method, "/logout").with(header, value)))
                .as("the answer would expire the cookie that SameSite kept back")
                .contains(new Decision.Reject(Reason.FOREIGN_ORIGIN, null));
    }

    @Test
    void sameOriginLinkLogsOutAndOtherGetsAskForConfirmation() {
        TestRequestFacts request = TestRequestFacts.get("/logout").byPerson().withCookie();
        assertThat(before(request.with("Sec-Fetch-Site", "same-origin"))).contains(Decision.LOG_OUT);
        assertThat(before(request.with("Sec-Fetch-Site", "none"))).contains(Decision.CONFIRM_LOG_OUT);
        assertThat(before(request)).contains(Decision.CONFIRM_LOG_OUT);
    }

    @Test
    void getOfAProgramIsRejected() {
        assertThat(before(TestRequestFacts.get("/logout").byProgram().withCookie()))
                .contains(NOT_ALLOWED);
    }

    @Test
    void publicLogoutPathLogsOut() {
        AccessDecider decider = decider(Deciders.LOGIN, "/public/logout");
        assertThat(decider.before(TestRequestFacts.of("POST", "/public/logout").withCookie(), CLOCK))
                .contains(Decision.LOG_OUT);
    }

    @Test
    void pathSeenByTheContainerIsTheLogoutPath() {
        TestRequestFacts request =
                TestRequestFacts.of("POST", "/logout;jsessionid=1").seenByContainerAs("/logout");
        assertThat(before(request)).contains(Decision.LOG_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout/", "/logout/now", "/logoutx", "/LOGOUT", "/x/logout"})
    void otherPathsDoNotLogOut(String path) {
        assertThat(before(TestRequestFacts.get(path).withCookie())).isEmpty();
    }

    @Test
    void methodLimitsTheLogoutPath() {
        AccessDecider decider = decider(Deciders.LOGIN, "POST /logout");
        assertThat(decider.before(TestRequestFacts.of("POST", "/logout").withCookie(), CLOCK))
                .contains(Decision.LOG_OUT);
        assertThat(decider.before(TestRequestFacts.get("/logout").withCookie(), CLOCK))
                .isEmpty();
    }
}
