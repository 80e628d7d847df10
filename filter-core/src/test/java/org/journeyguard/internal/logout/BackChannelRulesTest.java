package org.journeyguard.internal.logout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.journeyguard.Claims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6. */
class BackChannelRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final String ISSUER = "https://am.example.com/am/oauth2";
    private static final String CLIENT = "web-app";
    private static final Map<String, Object> CLAIMS = Map.of(
            "iss",
            ISSUER,
            "aud",
            CLIENT,
            "iat",
            NOW.getEpochSecond(),
            "exp",
            NOW.plusSeconds(120).getEpochSecond(),
            "jti",
            "j1",
            "sid",
            "s1",
            "sub",
            "alice",
            "events",
            Map.of(BackChannelRules.EVENT, Map.of()));

    private static Optional<String> fault(Map<String, Object> claims, String type) {
        return BackChannelRules.fault(
                new LogoutTokens.Read.Signed(new Claims(claims), type, ISSUER, CLIENT, SKEW), NOW);
    }

    private static Map<String, Object> claims(String name, @Nullable Object value) {
        Map<String, Object> claims = new HashMap<>(CLAIMS);
        if (value == null) {
            claims.remove(name);
        } else {
            claims.put(name, value);
        }
        return claims;
    }

    private static Optional<String> faultWith(String name, @Nullable Object value) {
        return fault(claims(name, value), "logout+jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "logout+jwt", "Logout+JWT"})
    void typeIsLogoutJwtOrAbsent(String type) {
        assertThat(fault(CLAIMS, type)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "secevent+jwt", "application/at+jwt", " "})
    void otherTypeIsRefused(String type) {
        assertThat(fault(CLAIMS, type)).contains("of another type");
    }

    @Test
    void issuerMustEqualThatOfDiscovery() {
        assertThat(faultWith("iss", ISSUER + "/")).contains("from another issuer");
        assertThat(faultWith("iss", null)).contains("from another issuer");
    }

    @Test
    void audienceMustContainTheClient() {
        assertThat(faultWith("aud", List.of("other", CLIENT))).isEmpty();
        assertThat(faultWith("aud", "other")).contains("for another audience");
        assertThat(faultWith("aud", null)).contains("for another audience");
    }

    @Test
    void idTokenIsRefused() {
        assertThat(faultWith("nonce", "n1")).contains("with a nonce");
        assertThat(faultWith("nonce", 1)).contains("with a nonce");
    }

    @Test
    void logoutEventIsRequired() {
        assertThat(faultWith("events", null)).contains("about another event");
        assertThat(faultWith("events", Map.of("https://example.com/other", Map.of())))
                .contains("about another event");
        assertThat(faultWith("events", Map.of(BackChannelRules.EVENT, "true"))).contains("about another event");
    }

    @Test
    void jwtIdIsRequired() {
        assertThat(faultWith("jti", null)).contains("without a jti");
        assertThat(faultWith("jti", "")).contains("without a jti");
    }

    @Test
    void sidOrSubjectIsRequired() {
        assertThat(faultWith("sid", null)).isEmpty();
        assertThat(faultWith("sub", null)).isEmpty();
        Map<String, Object> nobody = claims("sid", "");
        nobody.remove("sub");
        assertThat(fault(nobody, "")).contains("without a sid and a sub");
    }

    @Test
    void bothTimesAreRequired() {
        assertThat(faultWith("exp", null)).contains("without a time");
        assertThat(faultWith("iat", null)).contains("without a time");
    }

    /** Seconds from now. */
    @ParameterizedTest
    @CsvSource({
        "0,    120, ''",
        "0,    -29, ''",
        "0,    -30, expired",
        "30,   120, ''",
        "31,   120, from the future",
        "-600, 120, ''",
        "-601, 120, too old"
    })
    void timesAllowTheSkewAndAnAgeOfTenMinutes(long issued, long end, String fault) {
        Map<String, Object> claims = claims("iat", NOW.plusSeconds(issued).getEpochSecond());
        claims.put("exp", NOW.plusSeconds(end).getEpochSecond());
        assertThat(fault(claims, "").orElse("")).isEqualTo(fault);
    }
}
