package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.journeyguard.AuthorizeError;
import org.journeyguard.Renewal;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeClient.Authentication;
import org.journeyguard.test.FakeClient.Trait;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9126: what is asked for goes to AM first, and the browser carries only what stands for it. */
class PushedAuthorizationTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");

    PushedAuthorizationTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestApp app(String... settings) {
        return new TestApp(am, time, settings);
    }

    @Test
    void requestIsNotPushedUnlessConfigured() {
        try (TestApp app = app()) {
            browser.signIn(app, "/");
            assertThat(am.calls("/par")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"BASIC, client_secret_basic", "POST, client_secret_post"})
    void requestIsPushedIfAmRequiresIt(Authentication registered, String configured) {
        am.oauth().register(FakeClient.named("web-app").by(registered));
        am.oauth().demandPushedAuthorization();
        try (TestApp app = app("journey.oauth.client-authentication", configured)) {
            String url = browser.leave(app, "/account");
            assertThat(url).matches(".*/authorize\\?client_id=web-app&request_uri=[0-9a-f-]{36}");
            assertThat(browser.comeBack(app, browser.answer(url))).isInstanceOf(SignInOutcome.SignedIn.class);
            assertThat(am.calls("/par")).hasSize(1);
        }
    }

    @Test
    void publicClientPushesTheRequest() {
        am.oauth().register(FakeClient.named("spa").by(Authentication.NONE));
        try (TestApp app = app(
                "journey.oauth.client-id", "spa",
                "journey.oauth.client-secret", "",
                "journey.oauth.pushed-authorization", "always")) {
            assertThat(browser.signIn(app, "/").identity().name()).isEqualTo("alice");
            assertThat(am.calls("/par")).hasSize(1);
        }
    }

    @Test
    void requestIsPushedIfConfigured() {
        try (TestApp app = app("journey.oauth.pushed-authorization", "always")) {
            browser.signIn(app, "/");
            assertThat(am.calls("/par")).hasSize(1);
            assertThat(am.calls("GET /am/oauth2/authorize?client_id=web-app&request_uri="))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, SIGN_IN_REFUSED",
        "401, invalid_client, SIGN_IN_REFUSED",
        "503, , SIGN_IN_UNAVAILABLE",
    })
    void failedPushFailsTheSignIn(int status, String error, Reason reason) {
        try (TestApp app = app("journey.oauth.pushed-authorization", "always")) {
            am.set(Fault.reply(status, "{\"error\":\"" + error + "\"}").onlyFor("/par"));
            assertThat(app.signIns.begin(new SignInWish("/", List.of(), false, 0), List.of(), null))
                    .isInstanceOfSatisfying(
                            SignInStart.Failed.class,
                            failed -> assertThat(failed.reason()).isEqualTo(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({"web-app, explicit", "consent-app, implied"})
    void requestForTokensOfAnSsoSessionIsPushed(String client, String consent) {
        am.oauth().demandPushedAuthorization();
        am.oauth().register(FakeClient.named("consent-app").with(Trait.ASKS_FOR_CONSENT));
        try (TestApp app = app("journey.oauth.client-id", client, "journey.oauth.consent", consent)) {
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThat(am.isActive(app.keeper().token(session, Renewal.IF_DUE).accessToken()))
                    .isTrue();
        }
    }

    @Test
    void failedPushFailsTheTokensOfAnSsoSession() {
        try (TestApp app = app("journey.oauth.pushed-authorization", "always")) {
            am.set(Fault.reply(400, "{\"error\":\"invalid_request\",\"error_description\":\"no\"}")
                    .onlyFor("/par"));
            SsoToken session = new SsoToken(am.signIn("alice"));
            assertThatThrownBy(() -> app.keeper().token(session, Renewal.IF_DUE))
                    .isInstanceOf(AuthorizeError.class)
                    .hasMessageContaining("invalid_request");
        }
    }
}
