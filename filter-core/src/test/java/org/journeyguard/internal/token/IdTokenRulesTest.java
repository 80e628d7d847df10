package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Claims;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdTokenRulesTest {
    private static final Instant NOW = ManualTime.START;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final IdTokenRules.Expected EXPECTED = expected(TestJwts.NONCE, null);

    private final TestJwts token = TestJwts.idToken();

    @Test
    void idTokenOfAmIsValid() {
        assertThat(fault(token)).isEmpty();
        assertThat(fault("tokenName", null)).isEmpty();
    }

    @Test
    void accessAndRefreshTokensAreRefusedAsIdTokens() {
        assertThat(fault(TestJwts.accessToken().claim("nonce", TestJwts.NONCE))).contains("not an ID token");
        assertThat(fault(TestJwts.refreshToken().claim("nonce", TestJwts.NONCE)))
                .contains("not an ID token");
        assertThat(fault("tokenName", List.of("id_token"))).contains("not an ID token");
    }

    @Test
    void issuerMustEqualThatOfDiscovery() {
        assertThat(fault("iss", TestJwts.ISSUER + "/")).contains("from another issuer");
        assertThat(fault("iss", null)).contains("from another issuer");
    }

    @Test
    void audienceMustContainTheClient() {
        assertThat(fault("aud", List.of(TestJwts.CLIENT))).isEmpty();
        assertThat(fault("aud", List.of(TestJwts.CLIENT, "other-app"))).isEmpty();
        assertThat(fault("aud", "other-app")).contains("for another audience");
        assertThat(fault("aud", null)).contains("for another audience");
    }

    @Test
    void authorizedPartyMustBeTheClient() {
        assertThat(fault("azp", null)).isEmpty();
        assertThat(fault("azp", "other-app")).contains("for another party");
        assertThat(fault("azp", List.of(TestJwts.CLIENT))).contains("for another party");
        assertThat(fault(token.claim("aud", List.of(TestJwts.CLIENT, "other-app"))
                        .claim("azp", null)))
                .contains("for another party");
    }

    @Test
    void subjectIsRequired() {
        assertThat(fault("sub", null)).contains("without a subject");
        assertThat(fault("sub", "")).contains("without a subject");
    }

    @Test
    void nonceMustEqualTheSentOne() {
        assertThat(fault("nonce", "n2")).contains("with another nonce");
        assertThat(fault("nonce", null)).contains("with another nonce");
        assertThat(IdTokenRules.fault(token.claims(), "RS256", expected(null, null), NOW))
                .isEmpty();
    }

    @Test
    void expiryAndIssueTimeAreRequiredAndExpiryIsInTheFuture() {
        long now = NOW.getEpochSecond();
        assertThat(fault("exp", now - 29)).isEmpty();
        assertThat(fault("exp", now - 30)).contains("expired");
        assertThat(fault("exp", null)).contains("without a time");
        assertThat(fault("exp", "tomorrow")).contains("without a time");
        assertThat(fault("iat", null)).contains("without a time");
    }

    /** The example of OpenID Connect Core, A.3. */
    @Test
    void atHashMustBeThatOfTheAccessToken() {
        IdTokenRules.Expected expected = expected(TestJwts.NONCE, "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y");
        TestJwts hashed = token.claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ");
        assertThat(IdTokenRules.fault(hashed.claims(), "RS256", expected, NOW)).isEmpty();
        assertThat(IdTokenRules.fault(hashed.claims(), "ES256", expected, NOW)).isEmpty();
        assertThat(IdTokenRules.fault(hashed.claims(), "RS384", expected, NOW)).contains("for another access token");
        assertThat(IdTokenRules.fault(hashed.claims(), "EdDSA", expected, NOW)).contains("for another access token");
        assertThat(IdTokenRules.fault(hashed.claims(), "RS256", expected(TestJwts.NONCE, "other"), NOW))
                .contains("for another access token");
        assertThat(IdTokenRules.fault(token.claims(), "RS256", expected, NOW)).isEmpty();
    }

    @Test
    void atHashUsesTheHashOfTheSignatureAlgorithm() {
        IdTokenRules.Expected expected = expected(TestJwts.NONCE, "abc");
        // left halves of SHA-384 and SHA-512 of "abc" (FIPS 180-4)
        TestJwts sha384 = token.claim("at_hash", "ywB1P0WjXou1oD1pmsZQBycsMqsO3tFj");
        TestJwts sha512 = token.claim("at_hash", "3a81oZNherrMQXNJriBBMRLm-k6JqX6iCp7u5ktV05o");
        assertThat(IdTokenRules.fault(sha384.claims(), "ES384", expected, NOW)).isEmpty();
        assertThat(IdTokenRules.fault(sha512.claims(), "PS512", expected, NOW)).isEmpty();
        assertThat(IdTokenRules.fault(sha512.claims(), "EdDSA", expected, NOW)).isEmpty();
        assertThat(IdTokenRules.fault(sha512.claims(), "ES384", expected, NOW)).contains("for another access token");
    }

    /** OpenID Connect Core, 12.2. */
    @Test
    void refreshedIdTokenMustHaveTheSameSubjectAudienceAndAuthTime() {
        Claims before = token.claims();
        assertThat(IdTokenRules.faultInSuccession(before, before)).isEmpty();
        assertThat(IdTokenRules.faultInSuccession(Claims.NONE, before)).isEmpty();
        for (String name : List.of("iss", "sub", "azp", "aud", "nonce")) {
            assertThat(IdTokenRules.faultInSuccession(
                            before, token.claim(name, "other").claims()))
                    .contains("with another " + name);
        }
        assertThat(IdTokenRules.faultInSuccession(
                        before, token.claim("nonce", null).claims()))
                .as("a refresh has no nonce of its own")
                .isEmpty();
        assertThat(IdTokenRules.faultInSuccession(token.claim("nonce", null).claims(), before))
                .contains("with another nonce");
    }

    @Test
    void toStringOmitsTheAccessToken() {
        assertThat(expected("nonce", "secret"))
                .asString()
                .contains(TestJwts.ISSUER, TestJwts.CLIENT)
                .doesNotContain("secret")
                .doesNotContain("nonce");
    }

    private Optional<String> fault(String claim, @Nullable Object value) {
        return fault(token.claim(claim, value));
    }

    private static Optional<String> fault(TestJwts token) {
        return IdTokenRules.fault(token.claims(), "RS256", EXPECTED, NOW);
    }

    private static IdTokenRules.Expected expected(@Nullable String nonce, @Nullable String accessToken) {
        return new IdTokenRules.Expected(TestJwts.ISSUER, TestJwts.CLIENT, nonce, accessToken, SKEW);
    }
}
