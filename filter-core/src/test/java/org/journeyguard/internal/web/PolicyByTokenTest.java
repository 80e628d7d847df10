package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.util.Map;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeProvider;
import org.journeyguard.test.TokenSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** AM's policies about users without an SSO token: AM knows them by a JWT that JourneyGuard has verified. */
class PolicyByTokenTest {
    private static final String APP = "https://app.example.com/shop";
    private static final String RESOURCES = "https://app.example.com:443/shop";
    private static final String EVALUATE = "policies?_action=evaluate";

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);

    @BeforeEach
    void prepare() {
        am.directory().addAgent("agent", "s3cret", "/");
        am.policies().allow(RESOURCES + "/account", "GET");
        am.oauth().setTokens("/", FakeProvider.TokenForm.JWT);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestWeb web() throws ServletException {
        return new TestWeb(
                am,
                APP,
                "journey.policy",
                "am",
                "journey.policy.jwt",
                "true",
                "journey.am.agent.name",
                "agent",
                "journey.am.agent.password",
                "s3cret",
                "journey.am.timeout",
                "PT1M");
    }

    @Test
    void userOfTheCodeFlowIsNamedByTheIdToken() throws ServletException {
        try (TestWeb web = web()) {
            TestPerson alice = new TestPerson(web, am, APP, "alice");
            alice.get(alice.answerOfAm(alice.get("/account").header("Location")).substring(APP.length()));
            assertThat(alice.get("/account").header("User")).isEqualTo("alice");
            assertThat(am.calls(EVALUATE))
                    .singleElement()
                    .satisfies(call -> assertThat(call.body())
                            .containsPattern("\"subject\":\\{\"jwt\":\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\"}"));
            assertThat(alice.get("/invoices").getStatus()).isEqualTo(403);
        }
    }

    @Test
    void bearerIsNamedByAJwtAndDeniedWithAnOpaqueToken() throws ServletException {
        try (TestWeb web = web()) {
            String jwt = token();
            assertThat(status(web, jwt)).isEqualTo(200);
            assertThat(am.calls(EVALUATE))
                    .singleElement()
                    .satisfies(call -> assertThat(call.body()).contains("\"subject\":{\"jwt\":\"" + jwt + "\"}"));
            assertThat(status(web, jwt.substring(0, jwt.lastIndexOf('.')) + ".c2lnbmF0dXJl"))
                    .isEqualTo(401);
            am.oauth().setTokens("/", FakeProvider.TokenForm.OPAQUE);
            assertThat(status(web, token())).isEqualTo(403);
            assertThat(am.calls(EVALUATE)).hasSize(1);
        }
    }

    private String token() {
        return am.issue(am.signIn("alice"), TokenSpec.of("web-app")).access();
    }

    private static int status(TestWeb web, String token) {
        return web.send("GET", "/account", Map.of("Authorization", "Bearer " + token), null)
                .getStatus();
    }
}
