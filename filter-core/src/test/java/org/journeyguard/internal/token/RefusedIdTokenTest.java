package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JWSObject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.journeyguard.ApiError;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An ID token that is not the one that was asked for ends the tokens that it came with (OpenID Connect Core, 3.1.3.7). */
class RefusedIdTokenTest {
    private final FakeParty am = new FakeParty(FakeAm.Kind.OPENAM);
    private final TestTokens app = TestTokens.of(am.url(), am.time());
    private final SsoToken session = am.signIn("alice");
    private final JourneyUser user = app.user(session);
    private String access = "";
    private String refresh = "";

    @AfterEach
    void end() {
        app.close();
        am.close();
    }

    static Stream<Named<UnaryOperator<Map<String, Object>>>> lies() {
        return Stream.of(
                lie("nonce", "another"),
                lie("nonce", ""),
                lie("aud", "mobile-app"),
                lie("azp", "mobile-app"),
                lie("iss", "https://other.example.com"),
                lie("at_hash", "AAAA"),
                lie("tokenName", "access_token"),
                lie("exp", 1),
                lie("sub", ""));
    }

    private static Named<UnaryOperator<Map<String, Object>>> lie(String claim, Object value) {
        return Named.of(claim + " " + value, claims -> {
            claims.put(claim, value);
            return claims;
        });
    }

    @ParameterizedTest
    @MethodSource("lies")
    void idTokenWithWrongClaimsIsRefusedAndTheTokensAreRevoked(UnaryOperator<Map<String, Object>> lie) {
        answerWith(idToken -> am.fake().oauth().sign(lie.apply(claims(idToken))));
        assertRefused();
    }

    @Test
    void idTokenOfAnotherSignerIsRefusedAndTheTokensAreRevoked() {
        String signature = am.fake().oauth().sign(Map.of("sub", "alice")).replaceFirst(".*\\.", "");
        answerWith(idToken -> idToken.substring(0, idToken.lastIndexOf('.') + 1) + signature);
        assertRefused();
    }

    @Test
    void missingIdTokenForScopeOpenidIsRefusedAndTheTokensAreRevoked() {
        answerWith(idToken -> "");
        assertRefused();
    }

    @Test
    void validIdTokenIsAccepted() {
        answerWith(idToken -> am.fake().oauth().sign(claims(idToken)));
        assertThat(user.token().idToken()).isPresent();
    }

    static Stream<Named<UnaryOperator<Map<String, Object>>>> liesInARenewal() {
        return Stream.of(
                lie("sub", "mallory"),
                lie("nonce", "another"),
                lie("aud", List.of("web-app", "mobile-app")),
                lie("aud", "mobile-app"),
                lie("azp", "mobile-app"),
                lie("iss", "https://other.example.com"),
                lie("at_hash", "AAAA"),
                lie("exp", 1));
    }

    @ParameterizedTest
    @MethodSource("liesInARenewal")
    void renewalWithWrongIdTokenClaimsIsRefusedAndRevoked(UnaryOperator<Map<String, Object>> lie) {
        assertRenewalIsRefused(idToken -> am.fake().oauth().sign(lie.apply(claims(idToken))));
    }

    @Test
    void renewalWithAMalformedIdTokenIsRefusedAndRevoked() {
        assertRenewalIsRefused(idToken -> "a.b.c");
    }

    private void assertRenewalIsRefused(UnaryOperator<String> idToken) {
        Token old = user.token();
        am.fake().set(changing(idToken).onlyWith(SdkParity.REFRESH));

        Token instead = user.refresh();

        assertThat(am.isActive(access)).isFalse();
        assertThat(am.isActive(refresh)).isFalse();
        assertThat(instead.accessToken()).isNotEqualTo(access).isNotEqualTo(old.accessToken());
        assertThat(instead.idToken().map(RefusedIdTokenTest::claims))
                .get()
                .extracting(it -> it.get("sub"))
                .isEqualTo("alice");
        assertThat(am.isActive(instead.accessToken())).isTrue();
        assertThat(am.count(SdkParity.AUTHORIZE)).isEqualTo(2);
    }

    @Test
    void renewalWhileKeysAreUnavailableKeepsTheOldIdToken() {
        Token old = user.token();
        am.time().pass(Duration.ofMinutes(2));
        am.fake().oauth().rotateKey();
        am.drop("jwk_uri");
        Token renewed = user.refresh();
        assertThat(renewed.accessToken()).isNotEqualTo(old.accessToken());
        assertThat(renewed.idToken()).isEqualTo(old.idToken());
        assertThat(am.isActive(renewed.accessToken())).isTrue();
    }

    @Test
    void userInfoOfAnotherSubjectIsRefusedAndNotCached() {
        user.token();
        am.fake()
                .oauth()
                .setUserInfo(
                        "alice",
                        Json.createObjectBuilder().add("sub", "mallory").build());
        for (Renewal renewal : Renewal.values()) {
            assertThatExceptionOfType(ApiError.class)
                    .isThrownBy(() -> user.userInfo(renewal))
                    .returns("invalid_userinfo", ApiError::error);
        }
        am.fake()
                .oauth()
                .setUserInfo(
                        "alice", Json.createObjectBuilder().add("sub", "alice").build());
        assertThat(user.userInfo().subject()).isEqualTo("alice");
    }

    private void assertRefused() {
        assertThatExceptionOfType(ApiError.class)
                .isThrownBy(user::token)
                .returns("invalid_id_token", ApiError::error)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain(access).doesNotContain(refresh));
        assertThat(am.isActive(access)).isFalse();
        assertThat(am.isActive(refresh)).isFalse();
        assertThat(app.hadTokens(session)).isFalse();
        assertThat(am.has(session)).isTrue();
    }

    private void answerWith(UnaryOperator<String> idToken) {
        am.fake().set(changing(idToken).onlyWith(SdkParity.EXCHANGE));
    }

    private Fault changing(UnaryOperator<String> idToken) {
        return (call, honest) -> {
            FakeReply reply = honest.call();
            JsonObject told = json(reply.body());
            access = told.getString("access_token");
            refresh = told.getString("refresh_token");
            JsonObjectBuilder other = Json.createObjectBuilder(told);
            String changed = idToken.apply(told.getString("id_token"));
            return FakeReply.json(
                    200,
                    (changed.isEmpty() ? other.remove("id_token") : other.add("id_token", changed))
                            .build()
                            .toString());
        };
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static Map<String, Object> claims(String jwt) {
        try {
            return JWSObject.parse(jwt).getPayload().toJSONObject();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
