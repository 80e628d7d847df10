package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.AuthorizeError;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How tokens for a session are requested from AM in the background. */
class TokenSourceTest {
    private static final int SHORTEST_SECRET = 43;

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void authorizationSendsTheSsoTokenAsHeaderAndCookieAndVersion21(Kind kind) {
        try (Asked asked = new Asked(kind)) {
            asked.user.token();
            FakeCall call = asked.only("/authorize");
            assertThat(call.header(FakeAm.COOKIE)).isEqualTo(asked.session.value());
            assertThat(call.header("Cookie")).isEqualTo(FakeAm.COOKIE + "=" + asked.session.value());
            assertThat(call.version()).isEqualTo("2.1");
            assertThat(call.target()).doesNotContain(asked.session.value());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void authorizationUsesTheConfiguredCookieName(Kind kind) {
        try (Asked asked = new Asked(kind, "am.cookie-name", "0123abc")) {
            assertThatExceptionOfType(AuthenticationRequired.class).isThrownBy(asked.user::token);
            FakeCall call = asked.only("/authorize");
            assertThat(call.header("0123abc")).isEqualTo(asked.session.value());
            assertThat(call.header("Cookie")).isEqualTo("0123abc=" + asked.session.value());
            assertThat(call.header(FakeAm.COOKIE)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void codeChallengeIsTheS256OfTheVerifier(Kind kind) throws NoSuchAlgorithmException {
        try (Asked asked = new Asked(kind)) {
            asked.user.token();
            FakeCall authorize = asked.only("/authorize");
            String verifier = asked.exchange().parameter("code_verifier");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            assertThat(authorize.parameter("code_challenge_method")).isEqualTo("S256");
            assertThat(authorize.parameter("code_challenge"))
                    .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
            assertThat(asked.exchange().parameter("redirect_uri")).isEqualTo(authorize.parameter("redirect_uri"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void stateNonceAndVerifierAreNewEachTimeAndHave256Bits(Kind kind) {
        try (Asked asked = new Asked(kind)) {
            Set<String> secrets = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                asked.user.revoke();
                asked.am.fake().forgetCalls();
                asked.user.token();
                secrets.add(asked.only("/authorize").parameter("state"));
                secrets.add(asked.only("/authorize").parameter("nonce"));
                secrets.add(asked.exchange().parameter("code_verifier"));
            }
            assertThat(secrets).hasSize(15).allMatch(secret -> secret.length() >= SHORTEST_SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void authorizationRequestDoesNotEndTheSession(Kind kind) {
        try (Asked asked = new Asked(kind, "oauth.client-id", "consent-app", "oauth.consent", "implied")) {
            asked.user.token();
            asked.user.refresh();
            assertThat(asked.am.fake().calls())
                    .allSatisfy(call -> assertThat(List.of("", "none")).contains(call.parameter("prompt")))
                    .allSatisfy(call -> assertThat(call.parameter("max_age")).isEmpty());
            assertThat(asked.am.has(asked.session)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void requiredConsentGivesNoTokenAndIsNotGiven(Kind kind) {
        try (Asked asked = new Asked(kind, "oauth.client-id", "consent-app")) {
            assertThatExceptionOfType(AuthorizeError.class)
                    .isThrownBy(asked.user::token)
                    .returns("consent_required", AuthorizeError::error);
            assertThat(asked.am.count("POST")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void impliedConsentIsPostedWithTheSessionAsProof(Kind kind) {
        try (Asked asked = new Asked(kind, "oauth.client-id", "consent-app", "oauth.consent", "implied")) {
            assertThat(asked.user.token().scope()).contains("openid", "profile");
            FakeCall consent = asked.only("POST /am/oauth2/authorize");
            assertThat(consent.parameter("decision")).isEqualTo("allow");
            assertThat(consent.parameter("csrf")).isEqualTo(asked.session.value());
            assertThat(consent.target()).doesNotContain(asked.session.value());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void impliedConsentIsPostedOnlyIfAmRequiresIt(Kind kind) {
        try (Asked asked = new Asked(kind, "oauth.consent", "implied")) {
            asked.user.token();
            assertThat(asked.am.count("decision=allow")).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void responseWithAnotherStateIsRefusedAndItsCodeIsNotUsed(Kind kind) {
        try (Asked asked = new Asked(kind)) {
            asked.am.fake().set(redirecting("state=[^&]*", "state=guessed"));
            assertThatExceptionOfType(AuthorizeError.class).isThrownBy(asked.user::token);
            assertThatExceptionOfType(AuthorizeError.class).isThrownBy(asked.user::authorize);
            assertThat(asked.am.count(SdkParity.EXCHANGE)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void responseOfAnotherIssuerIsRefusedAndItsCodeIsNotUsed(Kind kind) {
        try (Asked asked = new Asked(kind)) {
            asked.am.fake().set(redirecting("iss=[^&]*", "iss=https%3A%2F%2Fother.example.com"));
            assertThatExceptionOfType(AuthorizeError.class).isThrownBy(asked.user::token);
            assertThatExceptionOfType(AuthorizeError.class).isThrownBy(asked.user::authorize);
            assertThat(asked.am.count(SdkParity.EXCHANGE)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void publicClientSendsItsIdAndNoSecret(Kind kind) {
        try (Asked asked = new Asked(kind, "oauth.client-id", "spa", "oauth.client-secret", "")) {
            asked.user.token(Renewal.IF_DUE);
            assertThat(asked.exchange().parameter("client_id")).isEqualTo("spa");
            assertThat(asked.exchange().header("Authorization")).isEmpty();
            assertThat(asked.am.count(FakeClient.SECRET)).isZero();
        }
    }

    private static Fault redirecting(String pattern, String replacement) {
        Fault changed = (call, honest) -> {
            FakeReply reply = honest.call();
            String location = reply.headers().getOrDefault("Location", "");
            return reply.with("Location", location.replaceAll(pattern, replacement));
        };
        return changed.onlyFor("/authorize");
    }

    /** An AM that was asked for tokens. */
    private static final class Asked implements AutoCloseable {
        final FakeParty am;
        final TestTokens app;
        final SsoToken session;
        final JourneyUser user;

        Asked(Kind kind, String... settings) {
            am = new FakeParty(kind);
            app = TestTokens.of(am.url(), am.time(), settings);
            session = am.signIn("alice");
            user = app.user(session);
        }

        FakeCall only(String part) {
            List<FakeCall> calls = am.fake().calls(part);
            assertThat(calls).hasSize(1);
            return calls.get(0);
        }

        FakeCall exchange() {
            List<FakeCall> calls = am.fake().callsWith(SdkParity.EXCHANGE);
            assertThat(calls).hasSize(1);
            return calls.get(0);
        }

        @Override
        public void close() {
            app.close();
            am.close();
        }
    }
}
