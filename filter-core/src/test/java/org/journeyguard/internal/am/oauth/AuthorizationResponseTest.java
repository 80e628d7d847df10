package org.journeyguard.internal.am.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmRequest;
import org.journeyguard.internal.http.AmResponse;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.AmResult.NoAnswer;
import org.journeyguard.internal.http.AmResult.Refused;
import org.journeyguard.internal.http.AmResult.Value;
import org.journeyguard.internal.http.Outage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How responses of AM to authorization requests are read. */
class AuthorizationResponseTest {
    private static final String REDIRECT = "https://app.example.com/shop/journey/callback";
    private static final String ISSUER = "https://sso.example.com:443/am/oauth2/realms/root/realms/alpha";
    private static final String AM = "http://am.internal:8080/am";
    private static final String PUBLIC = "https://sso.example.com/am";
    private static final AuthorizationResponse EXPECTED = new AuthorizationResponse(
            REDIRECT,
            "s1",
            ISSUER,
            AM,
            new OAuthSettings(
                    URI.create(PUBLIC),
                    "web-app",
                    "s3cret",
                    ClientAuthenticationMethod.BASIC,
                    null,
                    REDIRECT,
                    "",
                    Map.of(),
                    null,
                    Map.of(),
                    null,
                    false,
                    false));

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void redirectWithCodeAndStateHasTheCode(int status) {
        assertThat(EXPECTED.read(reply(status, "", REDIRECT + "?code=c%2B1&state=s1")))
                .isEqualTo(new Value<>("c+1"));
    }

    @Test
    void issuerOfTheResponseMustBeEqual() {
        String good = REDIRECT + "?code=c1&state=s1&iss=";
        assertThat(redirected(good + AmRequest.encoded(ISSUER))).isEqualTo(new Value<>("c1"));
        assertInvalid(redirected(good + AmRequest.encoded(ISSUER.replace(":443", ""))));
        assertInvalid(redirected(good));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?code=c1",
                "?code=c1&state=",
                "?code=c1&state=s2",
                "?code=c1&state=S1",
                "?code=c1&state=s2&state=s1",
                "?code=c1#state=s1",
                "#code=c1&state=s1",
                "?error=login_required&state=s2",
                "?error=login_required"
            })
    void responseWithAnotherOrNoStateIsRefused(String query) {
        assertInvalid(redirected(REDIRECT + query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?state=s1", "?code=&state=s1", "?state=s1&code=%zz", ""})
    void responseWithoutCodeIsRefused(String query) {
        assertInvalid(redirected(REDIRECT + query));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com/shop/journey/callback/",
                "https://app.example.com/shop/journey/Callback",
                "https://app.example.com:444/shop/journey/callback",
                "http://app.example.com/shop/journey/callback",
                "https://app.example.com.evil.example/shop/journey/callback",
                "https://evil.example/"
            })
    void redirectToAnotherAddressIsRefused(String address) {
        assertInvalid(redirected(address + "?code=c1&state=s1"));
    }

    @Test
    void errorIsReportedWithItsDescription() {
        assertThat(redirected(REDIRECT
                        + "?error=consent_required&error_description=The+request+requires%20consent.&state=s1"))
                .isEqualTo(new Refused<>(302, "consent_required", "The request requires consent."));
    }

    @Test
    void errorOfAnotherIssuerIsRefused() {
        assertInvalid(redirected(REDIRECT + "?error=login_required&state=s1&iss=https%3A%2F%2Fother.example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/am/UI/Login?realm=%2F",
                AM + "/XUI/?realm=/",
                PUBLIC + "/UI/Login",
                "https://sso.example.com:443/am/UI/Login?goto=x"
            })
    void redirectToTheLoginPageRequiresAnInteraction(String page) {
        assertDenied("login_required", redirected(page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sso.example.com/amnesia/UI/Login",
                "https://sso.example.com.evil.example/am/UI/Login",
                "//evil.example/am/UI/Login",
                ""
            })
    void redirectToAnotherPageIsInvalid(String page) {
        assertInvalid(redirected(page));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_client, invalid_client",
        "400, redirect_uri_mismatch, redirect_uri_mismatch",
        "401, invalid_client, invalid_client",
        "400, '', invalid_request",
        "401, '', login_required"
    })
    void pageWithAnErrorIsThatError(int status, String message, String expected) {
        String html =
                "<html><script>pageData = { error: { description: \"x\", message: \"" + message + "\" } }</script>";
        assertDenied(expected, EXPECTED.read(reply(status, message.isEmpty() ? "<html></html>" : html, "")));
    }

    @Test
    void jsonErrorIsThatError() {
        String body = "{\"error_description\":\"Client authentication failed\",\"error\":\"invalid_client\"}";
        assertDenied("invalid_client", EXPECTED.read(reply(401, body, "")));
        assertDenied("invalid_client", EXPECTED.read(reply(400, body, "")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 307, 308, 403, 404, 429, 500, 503})
    void otherResponseIsAnOutage(int status) {
        assertThat(EXPECTED.read(reply(status, "", REDIRECT + "?code=c1&state=s1")))
                .isInstanceOf(NoAnswer.class);
    }

    @Test
    void missingResponseIsAnOutage() {
        AmResponse dropped =
                new AmResponse(AmResponse.NONE, "", "connection dropped", Duration.ofSeconds(2), null, "", true, false);
        assertThat(EXPECTED.read(dropped))
                .isEqualTo(new NoAnswer<>(
                        new Outage("authorize: connection dropped", Duration.ofSeconds(2), true, false)));
    }

    private static AmResult<String> redirected(String location) {
        return EXPECTED.read(reply(302, "", location));
    }

    private static void assertInvalid(AmResult<String> answer) {
        assertDenied("invalid_response", answer);
        assertThat(answer.toString()).doesNotContain("c1");
    }

    private static void assertDenied(String error, AmResult<String> answer) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, denied -> assertThat(denied.error()).isEqualTo(error));
    }

    private static AmResponse reply(int status, String body, String location) {
        return new AmResponse(status, body, "", Duration.ofSeconds(2), null, location, status >= 500, false);
    }
}
