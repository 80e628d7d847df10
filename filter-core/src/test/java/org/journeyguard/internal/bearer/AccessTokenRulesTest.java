package org.journeyguard.internal.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessTokenRulesTest {
    private static final Instant NOW = ManualTime.START;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final AccessTokenRules.Expected EXPECTED =
            new AccessTokenRules.Expected(TestJwts.ISSUER, Set.of(TestJwts.CLIENT, "https://api"), "/alpha", SKEW);

    private final TestJwts token = TestJwts.accessToken();

    @Test
    void accessTokenOfAmIsValid() {
        assertThat(fault(token)).isEmpty();
    }

    @Test
    void onlyTypesOfAccessTokensAreAccepted() {
        for (String type : List.of("", "JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt")) {
            assertThat(AccessTokenRules.fault(token.claims(), type, EXPECTED, NOW))
                    .isEmpty();
        }
        for (String type : List.of("logout+jwt", "dpop+jwt", "application/jwt", "JOSE", " JWT")) {
            assertThat(AccessTokenRules.fault(token.claims(), type, EXPECTED, NOW))
                    .contains("not of an access token's type");
        }
    }

    @Test
    void refreshAndIdTokensAreRefused() {
        assertThat(fault(TestJwts.refreshToken())).contains("not an access token");
        assertThat(fault(TestJwts.idToken())).contains("not an access token");
        assertThat(fault("tokenName", 7)).contains("not an access token");
        assertThat(AccessTokenRules.fault(TestJwts.idToken().claims(), "at+jwt", EXPECTED, NOW))
                .contains("not an access token");
    }

    @Test
    void tokenWithoutTokenNameNeedsTheAccessTokenType() {
        TestJwts nameless = token.claim("tokenName", null);
        assertThat(fault(nameless)).contains("not an access token");
        assertThat(AccessTokenRules.fault(nameless.claims(), "", EXPECTED, NOW)).contains("not an access token");
        assertThat(AccessTokenRules.fault(nameless.claims(), "at+jwt", EXPECTED, NOW))
                .isEmpty();
        assertThat(AccessTokenRules.fault(nameless.claims(), "application/at+jwt", EXPECTED, NOW))
                .isEmpty();
    }

    @Test
    void issuerMustEqualThatOfDiscovery() {
        assertThat(fault("iss", TestJwts.ISSUER + "/")).contains("from another issuer");
        assertThat(fault("iss", TestJwts.ISSUER.replace(".com", ".com:443"))).contains("from another issuer");
        assertThat(fault("iss", TestJwts.ISSUER.toUpperCase(java.util.Locale.ROOT)))
                .contains("from another issuer");
        assertThat(fault("iss", List.of(TestJwts.ISSUER))).contains("from another issuer");
        assertThat(fault("iss", null)).contains("from another issuer");
    }

    @Test
    void audienceMustContainAnExpectedOne() {
        assertThat(fault("aud", "https://api")).isEmpty();
        assertThat(fault("aud", List.of("other-app", TestJwts.CLIENT))).isEmpty();
        assertThat(fault("aud", "other-app")).contains("for another audience");
        assertThat(fault("aud", List.of())).contains("for another audience");
        assertThat(fault("aud", Map.of(TestJwts.CLIENT, true))).contains("for another audience");
        assertThat(fault("aud", null)).contains("for another audience");
    }

    @Test
    void realmMustMatchIfStated() {
        assertThat(fault("realm", null)).isEmpty();
        assertThat(fault("realm", "/")).contains("of another realm");
        assertThat(fault("realm", "/alpha/sub")).contains("of another realm");
        assertThat(fault("realm", List.of("/alpha"))).contains("of another realm");
    }

    @Test
    void tokenExpiresAtExpPlusClockSkew() {
        long now = NOW.getEpochSecond();
        assertThat(fault("exp", now - 29)).isEmpty();
        assertThat(fault("exp", now - 30)).contains("expired");
        assertThat(fault("exp", now + 0.5)).isEmpty();
    }

    @Test
    void tokenWithoutValidExpIsRefused() {
        assertThat(fault("exp", null)).contains("without an end");
        assertThat(fault("exp", "1795311718")).contains("without an end");
        assertThat(fault("exp", 1e300)).contains("without an end");
        assertThat(fault("exp", NOW.toEpochMilli())).contains("without an end");
    }

    @Test
    void expiresInIsIgnored() {
        assertThat(fault(token.claim("exp", null).claim("expires_in", 3_600_000)))
                .contains("without an end");
        assertThat(fault("expires_in", 0)).isEmpty();
    }

    @Test
    void tokenIsRefusedBeforeNbf() {
        long now = NOW.getEpochSecond();
        assertThat(fault("nbf", now + 30)).isEmpty();
        assertThat(fault("nbf", now + 31)).contains("not valid yet");
        assertThat(fault("nbf", "soon")).contains("not valid yet");
        assertThat(fault("nbf", null)).isEmpty();
    }

    private Optional<String> fault(String claim, @Nullable Object value) {
        return fault(token.claim(claim, value));
    }

    private static Optional<String> fault(TestJwts token) {
        return AccessTokenRules.fault(token.claims(), "JWT", EXPECTED, NOW);
    }
}
