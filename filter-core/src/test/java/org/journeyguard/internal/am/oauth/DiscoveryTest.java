package org.journeyguard.internal.am.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At which addresses AM's OAuth 2.0 endpoints are called. */
class DiscoveryTest {
    private static final String PUBLIC = "https://sso.example.com/am";
    private static final String DOCUMENT = "/realms/alpha/.well-known/openid-configuration";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration ANEW = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final AmHttp http = new AmHttp(am.url(), ConnectionSettings.direct(Duration.ofSeconds(2)), time::nanoTime);
    private final String oauth = am.url() + "/oauth2/realms/root/realms/alpha";

    @AfterEach
    void end() {
        http.close();
        am.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PUBLIC,
                "https://sso.example.com:443/am",
                "HTTPS://SSO.example.com/am",
                "https://sso.example.com/am"
            })
    void endpointBelowThePublicUrlIsCalledAtTheInternalUrl(String announced) {
        am.oauth().setPublicUrl(announced);
        am.oauth().setIssuer("/alpha", "https://issuer.example.com");
        assertAsked(metadata(discovery(PUBLIC, null, Map.of())));
    }

    @Test
    void publicUrlMayStateItsDefaultPort() {
        am.oauth().setPublicUrl(PUBLIC);
        am.oauth().setIssuer("/alpha", "https://issuer.example.com");
        assertAsked(metadata(discovery("https://sso.example.com:443/am", null, Map.of())));
    }

    @Test
    void endpointBelowTheIssuersBaseIsCalledAtTheInternalUrl() {
        am.oauth().setPublicUrl("https://tenant.example.com:443/am");
        assertAsked(metadata(discovery(PUBLIC, null, Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example.com/am",
                "https://sso.example.com:8443/am",
                "http://sso.example.com/am",
                "https://sso.example.com/amnesia",
                "https://sso.example.com.evil.example/am"
            })
    void endpointElsewhereIsCalledThere(String announced) {
        am.oauth().setPublicUrl(announced);
        am.oauth().setIssuer("/alpha", PUBLIC + "/oauth2/realms/root/realms/alpha");
        ServerMetadata metadata = metadata(discovery(PUBLIC, null, Map.of()));
        assertThat(metadata.url(Endpoint.TOKEN)).isEqualTo(announced + "/oauth2/realms/root/realms/alpha/access_token");
    }

    @Test
    void missingEndpointHasAmsDefaultPath() {
        am.setKind(FakeAm.Kind.OPENAM);
        am.oauth().setPublicUrl(PUBLIC);
        assertAsked(metadata(discovery(PUBLIC, null, Map.of())));
    }

    @ParameterizedTest
    @EnumSource
    void eachEndpointCanBeConfigured(Endpoint endpoint) {
        URI own = URI.create("https://own.example.com/x?y=1");
        ServerMetadata metadata = metadata(discovery(am.url().toString(), null, Map.of(endpoint, own)));
        for (Endpoint each : Endpoint.values()) {
            assertThat(metadata.url(each)).isEqualTo(each == endpoint ? own.toString() : oauth + each.path());
        }
    }

    @Test
    void issuerIsThatOfTheDocumentUnlessConfigured() {
        String odd = "https://tenant.example.com:443/am/oauth2/realms/root/realms/alpha/";
        am.oauth().setIssuer("/alpha", odd);
        assertThat(metadata(discovery(PUBLIC, null, Map.of())).issuer()).isEqualTo(odd);
        assertThat(metadata(discovery(PUBLIC, "https://mine", Map.of())).issuer())
                .isEqualTo("https://mine");
    }

    @Test
    void completeConfigurationMakesNoCall() {
        Map<Endpoint, URI> all = new EnumMap<>(Endpoint.class);
        for (Endpoint each : Endpoint.values()) {
            all.put(each, URI.create("https://own.example.com" + each.path()));
        }
        assertThat(metadata(discovery(PUBLIC, "https://mine", all)).url(Endpoint.JWKS))
                .isEqualTo("https://own.example.com/connect/jwk_uri");
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void documentIsCachedForAnHour() {
        Discovery discovery = discovery(PUBLIC, null, Map.of());
        metadata(discovery);
        time.pass(ANEW.minusMillis(1));
        metadata(discovery);
        assertThat(am.calls(DOCUMENT)).hasSize(1);
        am.oauth().setIssuer("/alpha", "https://moved");
        time.pass(Duration.ofMillis(1));
        assertThat(metadata(discovery).issuer()).isEqualTo("https://moved");
        assertThat(am.calls(DOCUMENT)).hasSize(2);
    }

    @Test
    void cachedDocumentIsUsedDuringAnOutage() {
        Discovery discovery = discovery(PUBLIC, null, Map.of());
        ServerMetadata told = metadata(discovery);
        time.pass(ANEW);
        am.set(Fault.reply(503, ""));
        assertThat(metadata(discovery)).isEqualTo(told);
        assertThat(metadata(discovery)).isEqualTo(told);
        assertThat(am.calls()).hasSize(2);

        am.set(Fault.NONE);
        am.oauth().setIssuer("/alpha", "https://moved");
        time.pass(Duration.ofSeconds(30));
        assertThat(metadata(discovery).issuer()).isEqualTo("https://moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"issuer\":1}", "<html>"})
    void documentWithoutIssuerIsAnOutage(String body) {
        am.set(Fault.reply(200, body));
        assertThat(discovery(PUBLIC, null, Map.of()).metadata(Deadline.in(DEADLINE, time::nanoTime)))
                .isInstanceOf(AmResult.NoAnswer.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//sso.example.com/am/x", "mailto:am", "authorize", "http://a b/", "", ":"})
    void malformedEndpointDoesNotAffectOthers(String odd) {
        am.set(Fault.reply(200, "{\"issuer\":\"" + PUBLIC + "/oauth2\",\"token_endpoint\":\"" + odd + "\"}"));
        ServerMetadata metadata = metadata(discovery(PUBLIC, null, Map.of()));
        assertThat(metadata.url(Endpoint.TOKEN)).isEqualTo(odd);
        assertThat(metadata.url(Endpoint.JWKS)).isEqualTo(oauth + "/connect/jwk_uri");
    }

    private void assertAsked(ServerMetadata metadata) {
        for (Endpoint each : Endpoint.values()) {
            assertThat(metadata.url(each)).isEqualTo(oauth + each.path());
        }
    }

    private Discovery discovery(String publicUrl, @Nullable String issuer, Map<Endpoint, URI> endpoints) {
        return new Discovery(
                http,
                new OAuthSettings(
                        URI.create(publicUrl),
                        "web-app",
                        null,
                        ClientAuthenticationMethod.BASIC,
                        null,
                        null,
                        "",
                        Map.of(),
                        null,
                        endpoints,
                        issuer,
                        false,
                        false),
                oauth,
                time::nanoTime);
    }

    private ServerMetadata metadata(Discovery discovery) {
        AmResult<ServerMetadata> answer = discovery.metadata(Deadline.in(DEADLINE, time::nanoTime));
        if (answer instanceof AmResult.Value<ServerMetadata> told) {
            return told.value();
        }
        throw new AssertionError(answer);
    }
}
