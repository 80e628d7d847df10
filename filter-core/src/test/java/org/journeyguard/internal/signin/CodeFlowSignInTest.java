package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodeFlowSignInTest {
    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.OPENAM);
    private final TestBrowser browser = new TestBrowser(am).signedInAtAmAs("alice");

    @BeforeEach
    void setClock() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    private TestApp app(String... settings) {
        return new TestApp(am, time, settings);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void signInAtAmReturnsToTheRequestedPageSignedIn(Kind kind) {
        am.setKind(kind);
        try (TestApp app = app()) {
            SignInOutcome.SignedIn signedIn = browser.signIn(app, "/account?tab=a%2Fb&x=1");
            assertThat(signedIn.back()).isEqualTo("/account?tab=a%2Fb&x=1");
            assertThat(signedIn.identity().name()).isEqualTo("alice");
            assertThat(signedIn.identity().realm()).isEqualTo("/");
            assertThat(app.isGood(signedIn.session())).isTrue();
            assertThat(browser.cookies).isEmpty();
        }
    }

    @Test
    void authorizationRequestGoesToThePublicUrlWithStateNonceAndPkce() {
        am.oauth().setPublicUrl("https://sso.example.com/am");
        try (TestApp app = app("journey.am.public-url", "https://sso.example.com/am")) {
            String url = browser.leave(app, "/account");
            assertThat(url).startsWith("https://sso.example.com/am/oauth2/authorize?");
            assertThat(url).contains("response_type=code", "code_challenge_method=S256", "client_id=web-app");
            assertThat(TestBrowser.valueOf(url, "scope")).isEqualTo("openid+profile");
            assertThat(TestBrowser.valueOf(url, "redirect_uri"))
                    .isEqualTo("https%3A%2F%2Fapp.example.com%2Fshop%2Fjourney%2Fcallback");
            for (String random : List.of("nonce", "code_challenge")) {
                assertThat(TestBrowser.valueOf(url, random)).as(random).hasSize(43);
            }
            assertThat(TestBrowser.valueOf(url, "state"))
                    .matches("[\\w-]{43}\\.[\\w-]+")
                    .doesNotContain("account");
            assertThat(browser.leave(app, "/account")).isNotEqualTo(url);
        }
    }

    @Test
    void tokensOfTheSignInBelongToTheSession() {
        try (TestApp app = app()) {
            SignInOutcome.SignedIn signedIn = browser.signIn(app, "/account");
            am.forgetCalls();
            Token token = app.keeper().token(signedIn.session(), Renewal.IF_DUE);
            assertThat(am.isActive(token.accessToken())).isTrue();
            assertThat(token.refreshToken()).isPresent();
            assertThat(am.calls()).isEmpty();
        }
    }

    @Test
    void eachSignInCreatesANewSession() {
        try (TestApp app = app()) {
            assertThat(browser.signIn(app, "/").session())
                    .isNotEqualTo(browser.signIn(app, "/").session());
        }
    }

    @Test
    void tabsSignInConcurrently() {
        try (TestApp app = app()) {
            String first = browser.leave(app, "/first");
            String second = browser.leave(app, "/second");
            assertThat(browser.comeBack(app, browser.answer(second)).back()).isEqualTo("/second");
            assertThat(browser.comeBack(app, browser.answer(first)).back()).isEqualTo("/first");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, SIGN_IN_DECLINED, 403",
        "login_required, SIGN_IN_NOT_DONE, 401",
        "interaction_required, SIGN_IN_NOT_DONE, 401",
        "consent_required, SIGN_IN_NOT_DONE, 401",
        "temporarily_unavailable, SIGN_IN_UNAVAILABLE, 503",
        "server_error, SIGN_IN_UNAVAILABLE, 503",
        "invalid_scope, SIGN_IN_REFUSED, 502",
        "%3Cscript%3E, SIGN_IN_REFUSED, 502",
    })
    void errorPageLinksToAnotherTry(String error, Reason reason, int status) {
        try (TestApp app = app()) {
            String state = TestBrowser.valueOf(browser.leave(app, "/account"), "state");
            SignInOutcome finished = browser.comeBack(app, "error=" + error + "&state=" + state);
            assertThat(finished).isInstanceOfSatisfying(SignInOutcome.Failed.class, failed -> {
                assertThat(failed.reason()).isEqualTo(reason);
                assertThat(failed.back()).isEqualTo("/account");
            });
            assertThat(reason.status()).isEqualTo(status);
            assertThat(browser.cookies).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, CODE_NOT_ACCEPTED",
        "401, invalid_client, SIGN_IN_REFUSED",
        "400, unauthorized_client, SIGN_IN_REFUSED",
        "400, server_error, SIGN_IN_UNAVAILABLE",
        "500, server_error, SIGN_IN_UNAVAILABLE",
    })
    void failedCodeExchangeSignsNoUserIn(int status, String error, Reason reason) {
        try (TestApp app = app()) {
            String answer = browser.answer(browser.leave(app, "/account"));
            am.set(Fault.reply(status, "{\"error\":\"" + error + "\"}").onlyFor("/access_token"));
            assertThat(reasonOf(browser.comeBack(app, answer))).isEqualTo(reason);
        }
    }

    @Test
    void missingIdTokenSignsNoUserInAndRevokesTheTokens() {
        try (TestApp app = app()) {
            String answer = browser.answer(browser.leave(app, "/account"));
            String access = am.issue("alice", "/", "web-app", "profile").access();
            am.set(Fault.reply(200, "{\"access_token\":\"" + access + "\",\"scope\":\"profile\"}")
                    .onlyFor("/access_token"));
            assertThat(reasonOf(browser.comeBack(app, answer))).isEqualTo(Reason.SIGN_IN_REFUSED);
            assertThat(am.isActive(access)).isFalse();
        }
    }

    @Test
    void signInAfterTheTimeoutIsRefused() {
        try (TestApp app = app("journey.login.timeout", "PT10M")) {
            String inTime = browser.leave(app, "/account");
            String tooLate = browser.leave(app, "/account");
            time.pass(Duration.ofMinutes(10));
            assertThat(browser.comeBack(app, browser.answer(inTime))).isInstanceOf(SignInOutcome.SignedIn.class);
            time.pass(Duration.ofSeconds(1));
            assertThat(reasonOf(browser.comeBack(app, browser.answer(tooLate)))).isEqualTo(Reason.SIGN_IN_TOO_LATE);
        }
    }

    @Test
    void signInWhileAmIsDownRedirectsNowhere() {
        am.set(Fault.DROP);
        try (TestApp app = app()) {
            assertThat(app.signIns.begin(new SignInWish("/account", List.of(), false, 0), List.of(), null))
                    .isInstanceOfSatisfying(SignInStart.Failed.class, failed -> {
                        assertThat(failed.reason()).isEqualTo(Reason.SIGN_IN_UNAVAILABLE);
                        assertThat(failed.retryAfter()).isPositive();
                    });
        }
    }

    @Test
    void signInCannotFinishOnAnotherNodeOrAfterARestart() {
        try (TestApp app = app();
                TestApp restarted = app()) {
            String answer = browser.answer(browser.leave(app, "/account"));
            assertThat(reasonOf(browser.comeBack(restarted, answer))).isEqualTo(Reason.SIGN_IN_NOT_STARTED);
        }
    }

    @Test
    void nameIsTheConfiguredClaim() {
        am.setKind(Kind.PINGAM);
        for (Map.Entry<String, String> each : Map.of("subname", "alice", "sub", "alice", "azp, sub", "web-app")
                .entrySet()) {
            try (TestApp app = app("journey.oauth.name-claims", each.getKey())) {
                assertThat(browser.signIn(app, "/").identity().name()).isEqualTo(each.getValue());
            }
        }
    }

    static Reason reasonOf(SignInOutcome finished) {
        assertThat(finished).isInstanceOf(SignInOutcome.Failed.class);
        return ((SignInOutcome.Failed) finished).reason();
    }
}
