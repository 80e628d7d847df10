package org.journeyguard.internal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.policy.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackRulesTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String ISSUER = "https://am.example.com/am/oauth2";
    private static final PendingSignIn PENDING = new PendingSignIn(
            new AuthorizationRequest("state", "nonce", "verifier", List.of()), ISSUER, Set.of(), START);

    private static AuthorizationCallback callback(String error, String issuer) {
        return new AuthorizationCallback("state", error.isEmpty() ? "code" : "", error, issuer);
    }

    @Test
    void codeIsAcceptedUpToTheTimeout() {
        AuthorizationCallback code = callback("", "");
        assertThat(CallbackRules.fault(code, PENDING, TIMEOUT, START)).isEmpty();
        assertThat(CallbackRules.fault(code, PENDING, TIMEOUT, START.plus(TIMEOUT)))
                .isEmpty();
        assertThat(CallbackRules.fault(
                        code, PENDING, TIMEOUT, START.plus(TIMEOUT).plusMillis(1)))
                .contains(Reason.SIGN_IN_TOO_LATE);
    }

    /** RFC 9207, 2.4. */
    @Test
    void issuerOfTheResponseMustBeThatOfTheRequest() {
        assertThat(CallbackRules.fault(callback("", ISSUER), PENDING, TIMEOUT, START))
                .isEmpty();
        assertThat(CallbackRules.fault(callback("", ISSUER + "/"), PENDING, TIMEOUT, START))
                .contains(Reason.SIGN_IN_OF_ANOTHER);
        assertThat(CallbackRules.fault(callback("access_denied", "https://evil.example"), PENDING, TIMEOUT, START))
                .contains(Reason.SIGN_IN_OF_ANOTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "access_denied, SIGN_IN_DECLINED",
        "login_required, SIGN_IN_NOT_DONE",
        "interaction_required, SIGN_IN_NOT_DONE",
        "account_selection_required, SIGN_IN_NOT_DONE",
        "consent_required, SIGN_IN_NOT_DONE",
        "unmet_authentication_requirements, SIGN_IN_NOT_DONE",
        "server_error, SIGN_IN_UNAVAILABLE",
        "temporarily_unavailable, SIGN_IN_UNAVAILABLE",
        "invalid_scope, SIGN_IN_REFUSED",
        "Access_Denied, SIGN_IN_REFUSED"
    })
    void errorsMapToTheirReasons(String error, Reason reason) {
        assertThat(CallbackRules.fault(callback(error, ISSUER), PENDING, TIMEOUT, START))
                .contains(reason);
    }
}
