package org.journeyguard.internal.bearer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.NotConfigured;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestBearers;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.FakeTokenSet;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens that requests bring, at AM's of all kinds. */
class BearerTokensTest {
    private static final Duration TTL = Duration.ofMinutes(1);
    private static final String INTROSPECT = "/introspect";
    private static final String JWKS = "/connect/jwk_uri";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.OPENAM);
    private final TestBearers root = new TestBearers(am, time, "/", Map.of());
    private final TestBearers alpha = new TestBearers(am, time, "/alpha", Map.of());

    BearerTokensTest() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        root.close();
        alpha.close();
        am.close();
    }

    private TestBearers with(String realm, String... settings) {
        return new TestBearers(am, time, realm, map(settings));
    }

    private static Map<String, String> map(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return map;
    }

    private FakeTokenSet issue(String realm, String... scope) {
        return am.issue("alice", realm, "web-app", scope);
    }

    @ParameterizedTest
    @CsvSource({"OPENAM, /", "OPENAM, /alpha", "PINGAM, /", "PINGAM, /alpha"})
    void accessTokenIdentifiesItsUser(FakeAm.Kind kind, String realm) {
        am.setKind(kind);
        try (TestBearers guard = with(realm)) {
            TokenIdentity alice = guard.identity(issue(realm, "openid", "write").access());

            assertThat(alice.name()).isEqualTo("alice");
            assertThat(alice.realm()).isEqualTo(realm);
            assertThat(alice.isClient()).isFalse();
            assertThat(alice.scope()).containsExactlyInAnyOrder("openid", "write");
            assertThat(alice.expiresAt()).isEqualTo(ManualTime.START.plus(Duration.ofHours(1)));
        }
    }

    @Test
    void opaqueTokenIsIntrospectedAndAJwtIsNot() {
        root.identity(issue("/", "openid").access());
        assertThat(am.calls(INTROSPECT)).hasSize(1);
        assertThat(am.calls(JWKS)).isEmpty();
        am.forgetCalls();

        alpha.identity(issue("/alpha", "openid").access());
        assertThat(am.calls(INTROSPECT)).isEmpty();
        assertThat(am.calls(JWKS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"HMAC_JWT", "ENCRYPTED_JWT"})
    void jwtThatOnlyAmCanVerifyIsIntrospected(TokenForm form) {
        am.setKind(FakeAm.Kind.PINGAM);
        am.oauth().setTokens("/alpha", form);
        String token = issue("/alpha", "openid").access();

        assertThat(alpha.identity(token).name()).isEqualTo("alice");
        assertThat(am.calls(INTROSPECT)).hasSize(1);
        try (TestBearers jwtOnly = with("/alpha", "oauth.validation", "jwt")) {
            assertThat(jwtOnly.accepts(token)).isFalse();
        }
    }

    @Test
    void issuerMustBeEqual() {
        String odd = "https://tenant.example.com:443/am/oauth2/realms/root/realms/alpha";
        am.oauth().setIssuer("/alpha", odd);
        String token = issue("/alpha", "openid").access();

        assertThat(alpha.accepts(token)).isTrue();
        try (TestBearers other = with("/alpha", "oauth.issuer", odd.replace(":443", ""))) {
            assertThat(other.accepts(token)).isFalse();
        }
        try (TestBearers same = with("/alpha", "oauth.issuer", odd)) {
            assertThat(same.accepts(token)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/alpha"})
    void tokenForAnotherPurposeOrAudienceIsRefused(String realm) {
        try (TestBearers guard = with(realm);
                TestBearers introspecting = with(realm, "oauth.validation", "introspect")) {
            FakeTokenSet tokens = issue(realm, "openid");
            List<String> bad = List.of(
                    tokens.refresh(),
                    tokens.id(),
                    am.issue("alice", realm, "post-app", "openid").access(),
                    issue(realm.equals("/") ? "/alpha" : "/", "openid").access(),
                    tokens.access() + "x",
                    "nonsense");
            for (String token : bad) {
                assertThat(guard.validate(token)).isEqualTo(Authentication.refused());
                assertThat(introspecting.validate(token)).isEqualTo(Authentication.refused());
            }
            assertThat(guard.accepts(tokens.access())).isTrue();
            assertThat(introspecting.accepts(tokens.access())).isTrue();
        }
    }

    @Test
    void tokenOfAnotherClientIsAcceptedForAConfiguredAudience() {
        try (TestBearers guard = with("/alpha", "oauth.audience", "web-app, post-app")) {
            assertThat(guard.accepts(
                            am.issue("alice", "/alpha", "post-app", "openid").access()))
                    .isTrue();
            assertThat(guard.accepts(
                            am.issue("alice", "/alpha", "short-app", "openid").access()))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAM", "PINGAM"})
    void clientTokenIsMarkedAsSuch(FakeAm.Kind kind) {
        am.setKind(kind);
        TokenIdentity client = root.identity(am.clientToken("web-app", "write"));

        assertThat(client.isClient()).isTrue();
        assertThat(client.name()).isEqualTo("web-app");
        assertThat(client.owner())
                .isNotEqualTo(root.identity(issue("/", "openid").access()).owner());
    }

    @ParameterizedTest
    @CsvSource({"sub, (usr!alice), alice", "'mail, subname', nobody, alice", "username, (usr!x), alice"})
    void nameIsTheFirstPresentClaim(String claims, String subject, String name) {
        am.setKind(FakeAm.Kind.PINGAM);
        String token = issue("/", "openid").access();
        am.oauth()
                .addToIntrospection(
                        token, Json.createObjectBuilder().add("sub", subject).build());
        try (TestBearers guard = with("/", "oauth.name-claims", claims)) {
            assertThat(guard.identity(token).name()).isEqualTo(name);
        }
    }

    @Test
    void acceptedTokenIsCachedForTheTtlAndUntilItsExpiry() {
        am.oauth().register(FakeClient.named("web-app").living(Duration.ofSeconds(70), Duration.ofHours(1)));
        String token = issue("/", "openid").access();
        assertThat(root.accepts(token)).isTrue();
        time.pass(TTL.minusMillis(1));
        assertThat(root.accepts(token)).isTrue();
        assertThat(am.calls(INTROSPECT)).hasSize(1);

        time.pass(Duration.ofMillis(1));
        assertThat(root.accepts(token)).isTrue();
        assertThat(am.calls(INTROSPECT)).hasSize(2);

        time.pass(Duration.ofSeconds(10).minusMillis(1));
        assertThat(root.accepts(token)).isTrue();
        time.pass(Duration.ofMillis(1));
        assertThat(root.accepts(token)).isFalse();
        assertThat(am.calls(INTROSPECT)).hasSize(3);
    }

    @Test
    void cachedJwtIsRefusedAfterItsExpiry() {
        am.oauth().register(FakeClient.named("web-app").living(Duration.ofSeconds(20), Duration.ofHours(1)));
        String token = issue("/alpha", "openid").access();
        assertThat(alpha.accepts(token)).isTrue();
        time.pass(Duration.ofSeconds(20 + 29));
        assertThat(alpha.accepts(token)).isTrue();
        time.pass(Duration.ofSeconds(1));
        assertThat(alpha.accepts(token)).isFalse();
    }

    @Test
    void revokedJwtIsRefusedByIntrospectionWithinTheTtlButNotBySignature() {
        FakeTokenSet tokens = issue("/alpha", "openid");
        try (TestBearers introspecting = with("/alpha", "oauth.validation", "introspect")) {
            assertThat(introspecting.accepts(tokens.access())).isTrue();
            assertThat(alpha.accepts(tokens.access())).isTrue();
            try (TestBearers other = with("/alpha")) {
                other.bearers().revokeConfirmed(TestBearers.token(tokens.access()));
            }
            assertThat(am.isActive(tokens.access())).isFalse();

            time.pass(TTL);
            assertThat(introspecting.accepts(tokens.access())).isFalse();
            assertThat(alpha.accepts(tokens.access())).isTrue();
        }
    }

    @Test
    void endedTokenIsRefusedInEachSpelling() {
        String token = issue("/alpha", "openid").access();
        assertThat(alpha.accepts(token)).isTrue();

        alpha.bearers().revokeConfirmed(TestBearers.token(token));

        assertThat(alpha.accepts(token)).isFalse();
        assertThat(alpha.accepts(token + "=")).isFalse();
        assertThat(am.isActive(token)).isFalse();
        alpha.bearers().revokeConfirmed(TestBearers.token(token));
        assertThat(am.calls("/token/revoke")).hasSize(1);
    }

    @Test
    void forgedTokenGetsNoTombstoneAndNoRevocation() {
        assertThat(root.bearers().end(TestBearers.token("stranger"))).isEmpty();
        root.bearers().revokeConfirmed(TestBearers.token("stranger"));
        assertThat(am.calls("/token/revoke")).isEmpty();
    }

    @Test
    void tokensAreCheckedButNotRevokedWithoutAClient() {
        Map<String, String> settings = map(
                "oauth.client-id",
                "",
                "oauth.client-secret",
                "",
                "oauth.audience",
                "web-app",
                "oauth.validation",
                "jwt");
        try (TestBearers guard = new TestBearers(am, time, "/alpha", settings)) {
            String token = issue("/alpha", "openid").access();
            assertThat(guard.accepts(token)).isTrue();
            assertThatThrownBy(() -> guard.bearers().revokeConfirmed(TestBearers.token(token)))
                    .isInstanceOf(NotConfigured.class)
                    .hasMessageContaining("journey.oauth.client-id");
        }
    }

    @Test
    void outageIsNotARefusal() {
        String known = issue("/", "openid").access();
        assertThat(root.accepts(known)).isTrue();
        am.set(Fault.reply(503, "busy"));

        assertThat(root.accepts(known)).isTrue();
        assertThat(root.validate(issue("/", "openid").access())).isInstanceOf(Authentication.Unavailable.class);
        assertThat(alpha.validate(issue("/alpha", "openid").access())).isInstanceOf(Authentication.Unavailable.class);

        am.set(Fault.NONE);
        time.pass(Duration.ofSeconds(10));
        assertThat(alpha.accepts(issue("/alpha", "openid").access())).isTrue();
    }

    @Test
    void refusedClientIsAnOutageAndNotARefusedToken() {
        try (TestBearers wrong = with("/", "oauth.client-secret", "wrong")) {
            assertThat(wrong.validate(issue("/", "openid").access())).isInstanceOf(Authentication.Unavailable.class);
        }
    }

    @Test
    void concurrentRequestsWithOneTokenMakeOneCall() {
        // the first call takes long, because it loads the client
        assertThat(root.accepts(issue("/", "openid").access())).isTrue();
        am.forgetCalls();
        String token = issue("/", "openid").access();
        try (ParallelCalls<Authentication<?>> crowd = ParallelCalls.start(100, number -> root.validate(token))) {
            assertThat(crowd.results())
                    .allSatisfy(each -> assertThat(each).isInstanceOf(Authentication.Authenticated.class));
        }
        assertThat(am.calls(INTROSPECT)).hasSize(1);
    }

    @Test
    void forgedTokenIsCachedAsRefusedBriefly() {
        assertThat(root.accepts("made-up")).isFalse();
        assertThat(root.accepts("made-up")).isFalse();
        assertThat(am.calls(INTROSPECT)).hasSize(1);
        time.pass(Duration.ofSeconds(5));
        assertThat(root.accepts("made-up")).isFalse();
        assertThat(am.calls(INTROSPECT)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x5t#S256\":\"abc\"}",
                "{\"jkt\":\"abc\"}",
                "{\"jwk\":{}}",
                "{}",
                "{\"x5t#S256\":\"abc\",\"jkt\":\"x\"}"
            })
    void unknownBindingIsRefusedAndACertificateBindingIsReported(String cnf) {
        String token = issue("/", "openid").access();
        JsonObject bound = Json.createReader(new StringReader(cnf)).readObject();
        am.oauth()
                .addToIntrospection(
                        token, Json.createObjectBuilder().add("cnf", bound).build());

        if (bound.keySet().equals(Set.of("x5t#S256"))) {
            assertThat(root.identity(token).certificate()).isEqualTo("abc");
        } else {
            assertThat(root.accepts(token)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "null", "[true]"})
    void activeMustBeABoolean(String active) {
        String token = issue("/", "openid").access();
        JsonObject odd = Json.createReader(new StringReader("{\"active\":" + active + "}"))
                .readObject();
        am.oauth().addToIntrospection(token, odd);
        assertThat(root.accepts(token)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeClient.Trait.class,
            names = {"ASKS_FOR_JWT", "ASKS_FOR_NESTED_JWT"})
    void signedIntrospectionIsVerified(FakeClient.Trait trait) {
        am.oauth().register(FakeClient.named("web-app").with(trait));
        String token = issue("/", "openid").access();
        assertThat(root.validate(token)).isInstanceOf(Authentication.Unavailable.class);
        try (TestBearers signed = with("/", "oauth.introspection", "jwt")) {
            assertThat(signed.identity(token).name()).isEqualTo("alice");
            assertThat(signed.accepts(issue("/", "openid").refresh())).isFalse();
        }
        try (TestBearers forged = with("/", "oauth.introspection", "jwt")) {
            am.set(((Fault) (call, honest) -> {
                        FakeReply reply = honest.call();
                        return new FakeReply(200, reply.headers(), tampered(reply.body()), reply.pace());
                    })
                    .onlyFor(INTROSPECT));
            assertThat(forged.validate(token)).isInstanceOf(Authentication.Unavailable.class);
        }
    }

    private static String tampered(String jwt) {
        int signature = jwt.lastIndexOf('.') + 1;
        char other = jwt.charAt(signature) == 'A' ? 'B' : 'A';
        return jwt.substring(0, signature) + other + jwt.substring(signature + 1);
    }

    @Test
    void realmsDoNotShareTokens() {
        String ofRoot = issue("/", "openid").access();
        String ofAlpha = issue("/alpha", "openid", "write").access();
        try (ParallelCalls<Boolean> crowd = ParallelCalls.start(200, number -> switch (number % 4) {
            case 0 -> root.accepts(ofRoot);
            case 1 -> alpha.accepts(ofAlpha);
            case 2 -> !root.accepts(ofAlpha);
            default -> !alpha.accepts(ofRoot);
        })) {
            assertThat(crowd.results()).containsOnly(true);
        }
    }
}
