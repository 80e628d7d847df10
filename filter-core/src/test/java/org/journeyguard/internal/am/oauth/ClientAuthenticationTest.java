package org.journeyguard.internal.am.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.fixtures.TestHttps;
import org.journeyguard.fixtures.TestKeys;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.fixtures.TestTls;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeTokenSet;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients without a secret: by signed assertions (RFC 7523, 2.2) and by certificates (RFC 8705, 2), wherever a client says who it is. */
class ClientAuthenticationTest {
    private static final String CLIENT = "key-app";
    private static final String REDIRECT = "https://app.example.com/shop/journey/callback";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.PINGAM);

    ClientAuthenticationTest() {
        am.setClock(time);
        am.oauth().allowExchange();
    }

    @AfterEach
    void end() {
        am.close();
    }

    private AmClient client() {
        return new AmClient(
                am.url(),
                "/alpha",
                ConnectionSettings.direct(Duration.ofSeconds(2)),
                Duration.ofSeconds(10),
                time::nanoTime);
    }

    private OAuthSettings settings(
            URI publicUrl, ClientAuthenticationMethod authentication, @Nullable AssertionKey key) {
        return new OAuthSettings(
                publicUrl,
                CLIENT,
                "never sent",
                authentication,
                key,
                REDIRECT,
                "openid",
                Map.of(),
                null,
                Map.of(),
                null,
                false,
                true);
    }

    private OAuthApi api(AmClient client, JWK key, @Nullable String algorithm) {
        AssertionKey signing = AssertionKey.parse(key.toJSONString(), algorithm);
        return client.oauth(settings(am.url(), ClientAuthenticationMethod.PRIVATE_KEY_JWT, signing), time);
    }

    /** Each call of a client's to AM. */
    private void useEverything(AmClient client, OAuthApi api, FakeTokenSet tokens) {
        Deadline deadline = client.deadline();
        assertThat(api.redirect(AuthorizationRequest.make(), false, deadline)).isInstanceOf(AmResult.Value.class);
        assertThat(api.introspect(tokens.access(), Priority.UNCONFIRMED, deadline))
                .isInstanceOfSatisfying(
                        AmResult.Value.class,
                        given -> assertThat(
                                        ((Introspection) given.value()).claims().names())
                                .contains("scope"));
        assertThat(api.exchangeToken(tokens.access(), "orders", deadline)).isInstanceOf(AmResult.Value.class);
        assertThat(api.refresh(tokens.refresh(), deadline)).isInstanceOf(AmResult.Value.class);
        assertThat(api.revoke(tokens.access(), deadline)).isInstanceOf(AmResult.Value.class);
        assertThat(am.isActive(tokens.access())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})
    void privateKeyJwtSignsEachCallAndSendsNoSecret(String algorithm) throws ParseException {
        JWSAlgorithm wanted = JWSAlgorithm.parse(algorithm);
        JWK key = algorithm.startsWith("ES") ? TestKeys.ec(wanted) : TestKeys.rsa(wanted, null, "mine");
        am.oauth().register(FakeClient.named(CLIENT).signingWith(new JWKSet(key)));
        try (AmClient client = client()) {
            useEverything(client, api(client, key, null), am.issue("alice", "/alpha", CLIENT, "profile"));
        }
        List<FakeCall> calls = am.callsWith("client_assertion=");
        assertThat(calls).hasSize(5);
        assertThat(am.callsWith("never")).isEmpty();
        Set<String> ids = new HashSet<>();
        for (FakeCall call : calls) {
            assertThat(call.header("Authorization")).isEmpty();
            SignedJWT jwt = SignedJWT.parse(call.parameter("client_assertion"));
            assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(wanted);
            assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.getKeyID());
            assertThat(ids.add(jwt.getJWTClaimsSet().getJWTID()))
                    .as("each counts once")
                    .isTrue();
        }
    }

    @Test
    void assertionAudienceIsTheAnnouncedTokenEndpoint() throws ParseException {
        String named = "https://tenant.example.com:443/am";
        am.oauth().setPublicUrl(named);
        am.oauth().register(FakeClient.named(CLIENT).signingWith(new JWKSet(TestKeys.rsa())));
        AssertionKey key = AssertionKey.parse(TestKeys.rsa().toJSONString(), null);
        try (AmClient client = client()) {
            URI browsers = URI.create("https://tenant.example.com/am");
            OAuthApi api = client.oauth(settings(browsers, ClientAuthenticationMethod.PRIVATE_KEY_JWT, key), time);
            useEverything(client, api, am.issue("alice", "/alpha", CLIENT, "profile"));
        }
        for (FakeCall call : am.callsWith("client_assertion=")) {
            assertThat(SignedJWT.parse(call.parameter("client_assertion"))
                            .getJWTClaimsSet()
                            .getAudience())
                    .containsExactly(named + "/oauth2/realms/root/realms/alpha/access_token");
        }
    }

    @Test
    void assertionOfAnUnknownKeyIsRefused() {
        RSAKey known = TestKeys.rsa();
        am.oauth().register(FakeClient.named(CLIENT).signingWith(new JWKSet(known)));
        try (AmClient client = client()) {
            RSAKey renamed = TestKeys.rsa(null, null, "another");
            assertThat(api(client, renamed, null).refresh("any", client.deadline()))
                    .isInstanceOfSatisfying(
                            AmResult.Refused.class,
                            denied -> assertThat(denied.error()).isEqualTo("invalid_client"));
        }
    }

    @Test
    void certificateAuthenticatesEachCallAndTheClientIdIsSent() throws IOException, GeneralSecurityException {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (TestHttps server = new TestHttps(exchange -> {
            try (exchange) {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add(exchange.getRequestURI() + " of " + TestHttps.client(exchange) + ": " + form);
                boolean isDiscovery = exchange.getRequestURI().getPath().endsWith("openid-configuration");
                String base = "https://localhost:" + exchange.getLocalAddress().getPort();
                byte[] body = (isDiscovery
                                ? "{\"issuer\":\"" + base + "/am/oauth2\",\"token_endpoint\":\"" + base
                                        + "/am/oauth2/access_token\",\"mtls_endpoint_aliases\":{\"token_endpoint\":\""
                                        + base + "/mtls/access_token\"}}"
                                : "{\"access_token\":\"a\",\"active\":true,\"request_uri\":\"r\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })) {
            URI url = URI.create("https://localhost:" + server.port() + "/am");
            ConnectionSettings route = TestSettings.read(Map.of(
                            "journey.am.connect-timeout",
                            "PT1M",
                            "journey.am.trust-store",
                            TestTls.serverCertificate().toString(),
                            "journey.am.key-store",
                            TestTls.clientStore().toString(),
                            "journey.am.key-store-password",
                            TestTls.PASSWORD))
                    .am()
                    .connection();
            try (AmClient client = new AmClient(url, "/", route, Duration.ofMinutes(1), time::nanoTime)) {
                OAuthApi api = client.oauth(settings(url, ClientAuthenticationMethod.TLS, null), time);
                api.redirect(AuthorizationRequest.make(), false, client.deadline());
                api.introspect("t", Priority.UNCONFIRMED, client.deadline());
                api.refresh("t", client.deadline());
                api.revoke("t", client.deadline());
            }
        }
        List<String> calls = asked.stream()
                .filter(call -> !call.contains("openid-configuration"))
                .toList();
        assertThat(calls)
                .hasSize(4)
                .allSatisfy(call -> assertThat(call)
                        .contains(" of CN=client: ")
                        .contains("client_id=" + CLIENT)
                        .doesNotContain("never"));
        assertThat(calls).anyMatch(call -> call.startsWith("/mtls/access_token"));
    }
}
