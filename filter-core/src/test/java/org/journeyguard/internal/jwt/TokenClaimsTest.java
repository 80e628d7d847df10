package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.TokenIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {
    private static final String ISSUER = "https://am.example.com/oauth2";
    private static final Set<String> AUDIENCES = Set.of("shop", "orders");
    private static final List<String> NAMES = List.of("username", "sub");

    private static TokenClaims claims(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of("active", true, "aud", "shop", "sub", "alice"));
        all.putAll(more);
        return new TokenClaims(new Claims(all));
    }

    private static Optional<String> fault(Map<String, Object> more) {
        return claims(more).fault(ISSUER, AUDIENCES, "/alpha");
    }

    private static TokenIdentity identity(Map<String, Object> more) {
        return claims(more).identity("/alpha", NAMES).orElseThrow();
    }

    @Test
    void activeTokenForThisApplicationHasNoFault() {
        assertThat(fault(Map.of())).isEmpty();
        assertThat(fault(Map.of("iss", ISSUER, "realm", "/alpha", "token_type", "Bearer")))
                .isEmpty();
        assertThat(fault(Map.of("token_type", "ACCESS_TOKEN", "aud", List.of("other", "orders"))))
                .isEmpty();
    }

    @Test
    void onlyActiveTokensAreAccepted() {
        assertThat(fault(Map.of("active", false))).contains("not active");
        assertThat(new TokenClaims(new Claims(Map.of("aud", "shop"))).fault(ISSUER, AUDIENCES, "/alpha"))
                .contains("not active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "id_token", "DPoP", ""})
    void tokenOfAnotherTypeIsRefused(String type) {
        assertThat(fault(Map.of("token_type", type))).contains("no access token");
    }

    @Test
    void issuerAndRealmMustMatchIfStated() {
        assertThat(fault(Map.of("iss", ISSUER + "/"))).contains("of another issuer");
        assertThat(fault(Map.of("iss", List.of(ISSUER)))).contains("of another issuer");
        assertThat(fault(Map.of("realm", "/beta"))).contains("of another realm");
    }

    @Test
    void clientIsCheckedOnlyIfThereIsNoAudience() {
        assertThat(fault(Map.of("aud", "another", "client_id", "shop"))).contains("meant for another application");
        TokenClaims ofClient = new TokenClaims(new Claims(Map.of("active", true, "client_id", "shop")));
        assertThat(ofClient.fault(ISSUER, AUDIENCES, "/alpha")).isEmpty();
        assertThat(new TokenClaims(new Claims(Map.of("active", true))).fault(ISSUER, AUDIENCES, "/alpha"))
                .contains("meant for another application");
    }

    @ParameterizedTest
    @CsvSource({
        "alice, alice",
        "(usr!alice), alice",
        "(age!shop), shop",
        "(usr!alice, (usr!alice",
        "usr!alice), usr!alice)"
    })
    void nameHasNoPrefixOfPingAm(String subject, String name) {
        assertThat(claims(Map.of("sub", subject)).name(NAMES)).contains(name);
    }

    @Test
    void nameIsTheFirstTextClaim() {
        assertThat(claims(Map.of("username", "bob")).name(NAMES)).contains("bob");
        assertThat(claims(Map.of("username", 7)).name(NAMES)).contains("alice");
        assertThat(new TokenClaims(Claims.NONE).name(NAMES)).isEmpty();
    }

    @Test
    void identityHasTheStatedClaims() {
        TokenIdentity user = identity(Map.of("scope", "openid read", "exp", 1_900_000_000L));
        assertThat(user.name()).isEqualTo("alice");
        assertThat(user.realm()).isEqualTo("/alpha");
        assertThat(user.scope()).containsExactlyInAnyOrder("openid", "read");
        assertThat(user.claims().text("sub")).contains("alice");
        assertThat(identity(Map.of("scope", List.of("a", "b"))).scope()).containsExactlyInAnyOrder("a", "b");
        assertThat(new TokenClaims(Claims.NONE).identity("/alpha", NAMES)).isEmpty();
    }

    @Test
    void tokenWithAnUnsupportedBindingIsRefused() {
        assertThat(claims(Map.of("cnf", Map.of("x5t#S256", "print"))).identity("/alpha", NAMES))
                .isPresent();
        assertThat(claims(Map.of("cnf", Map.of("jkt", "print"))).identity("/alpha", NAMES))
                .isEmpty();
        assertThat(claims(Map.of("cnf", Map.of("x5t#S256", "print", "jkt", "print")))
                        .identity("/alpha", NAMES))
                .isEmpty();
        assertThat(claims(Map.of("cnf", "x5t#S256")).identity("/alpha", NAMES)).isEmpty();
    }

    @Test
    void tokenOfAClientForItselfIsRecognised() {
        assertThat(identity(Map.of("sub", "(age!shop)")).isClient()).isTrue();
        assertThat(identity(Map.of("sub", "(age!shop)", "grant_type", "password"))
                        .isClient())
                .isTrue();
        assertThat(identity(Map.of("grant_type", "client_credentials")).isClient())
                .isTrue();
        assertThat(identity(Map.of("sub", "shop", "grant_type", "password")).isClient())
                .isFalse();
        assertThat(identity(Map.of("sub", "shop")).isClient()).isTrue();
        assertThat(identity(Map.of("sub", "shop", "client_id", "other")).isClient())
                .isFalse();
        assertThat(identity(Map.of("sub", "other", "client_id", "other")).isClient())
                .isTrue();
        assertThat(identity(Map.of("sub", "(usr!shop)", "client_id", "(usr!shop)"))
                        .isClient())
                .isFalse();
        assertThat(identity(Map.of()).isClient()).isFalse();
    }
}
