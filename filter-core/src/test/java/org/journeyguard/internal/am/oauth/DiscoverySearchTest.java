package org.journeyguard.internal.am.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.http.AmHttp;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which discovery document counts: the realm's, a custom domain's, or the one that is configured. */
class DiscoverySearchTest {
    private static final String PUBLIC = "https://login.example.com/am";
    private static final String OF_REALM = "/realms/root/realms/alpha/.well-known/openid-configuration";
    private static final String OF_HOST = "GET /.well-known/openid-configuration";

    private final ManualTime time = new ManualTime();
    private final FakeAm am = new FakeAm(Kind.ADVANCED_IDENTITY_CLOUD);
    private final AmHttp http = new AmHttp(am.url(), ConnectionSettings.direct(Duration.ofSeconds(2)), time::nanoTime);
    private final String host = am.url().toString().replaceFirst("/am$", "");

    @AfterEach
    void end() {
        http.close();
        am.close();
    }

    @Test
    void realmsDocumentIsUsedIfItsIssuerIsTheRealmsAddress() {
        ServerMetadata metadata = value(discover(null, null));
        assertThat(metadata.issuer()).isEqualTo(am.url() + "/oauth2/realms/root/realms/alpha");
        assertThat(am.calls("openid-configuration")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 403, 404, 405})
    void hostsDocumentIsUsedIfTheRealmHasNone(int status) {
        am.oauth().makeCustomDomainOf("/alpha");
        am.set(Fault.reply(status, "").onlyFor(OF_REALM));
        assertOfHost(value(discover(null, null)), host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/am/oauth2", "/am/oauth2/realms/root/realms/alpha"})
    void hostsDocumentIsUsedIfTheRealmsIssuerIsNotTheRealmsAddress(String path) {
        am.oauth().makeCustomDomainOf("/alpha");
        am.oauth().setIssuer("/alpha", host + path);
        assertOfHost(value(discover(null, null)), host + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://other.example.com", "http://127.0.0.1:1", "https://127.0.0.1", "nonsense", "a:b", ""})
    void hostsDocumentWithTheIssuerOfAnotherHostIsIgnored(String issuer) {
        am.oauth().makeCustomDomainOf("/alpha");
        am.oauth().setIssuer("/alpha", issuer);
        assertThat(value(discover(null, null)).issuer()).startsWith("https://tenant.example.com:443/am/");
    }

    @Test
    void documentOfAnotherServerOnTheHostIsIgnored() {
        am.oauth().makeCustomDomainOf("/alpha");
        am.oauth().setPublicUrl(host + "/another");
        assertThat(value(discover(null, null)).issuer()).startsWith("https://tenant.example.com:443/am/");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void unavailableDocumentOfTheRealmIsNotReplacedByTheHosts(int status) {
        am.oauth().makeCustomDomainOf("/alpha");
        am.set(Fault.reply(status, "").onlyFor(OF_REALM));
        assertThat(discover(null, null)).isInstanceOf(AmResult.NoAnswer.class);
        assertThat(am.calls(OF_HOST)).isEmpty();
    }

    @Test
    void endpointMissingFromTheHostsDocumentIsBesideItsTokenEndpoint() {
        am.set(Fault.reply(
                200, "{\"issuer\":\"" + host + "\",\"token_endpoint\":\"" + am.url() + "/oauth2/access_token\"}"));
        assertThat(value(discover(null, null)).url(Endpoint.REVOCATION)).isEqualTo(am.url() + "/oauth2/token/revoke");
    }

    @Test
    void onlyTheConfiguredDocumentIsRequested() {
        am.oauth().makeCustomDomainOf("/alpha");
        ServerMetadata metadata = value(discover(host + "/.well-known/openid-configuration", null));
        assertOfHost(metadata, host);
        assertThat(am.calls("openid-configuration")).hasSize(1);
    }

    @Test
    void configuredDocumentOfAnotherHostIsTrusted() {
        am.oauth().makeCustomDomainOf("/alpha");
        am.oauth().setPublicUrl(PUBLIC);
        URI elsewhere = URI.create("http://127.0.0.1:1/am");
        try (AmHttp other = new AmHttp(elsewhere, ConnectionSettings.direct(Duration.ofSeconds(2)), time::nanoTime)) {
            String document = host + "/.well-known/openid-configuration";
            ServerMetadata metadata = value(new Discovery(
                            other,
                            settings(PUBLIC, document, null),
                            elsewhere + "/oauth2/realms/root/realms/alpha",
                            time::nanoTime)
                    .metadata(Deadline.in(Duration.ofSeconds(5), time::nanoTime)));
            assertThat(metadata.url(Endpoint.TOKEN)).isEqualTo(PUBLIC + "/oauth2/access_token");
            assertThat(metadata.publicAuthorization()).isEqualTo(PUBLIC + "/oauth2/authorize");
        }
    }

    @Test
    void configuredDocumentWithAnotherHostsIssuerNeedsTheConfiguredIssuer() {
        am.oauth().makeCustomDomainOf("/alpha");
        am.oauth().setIssuer("/alpha", "https://other.example.com");
        String document = host + "/.well-known/openid-configuration";
        assertThat(discover(document, null))
                .isInstanceOfSatisfying(
                        AmResult.NoAnswer.class,
                        none -> assertThat(none.outage().what())
                                .contains("https://other.example.com")
                                .contains("journey.oauth.issuer"));
        assertThat(value(discover(document, "https://other.example.com")).issuer())
                .isEqualTo("https://other.example.com");
    }

    private void assertOfHost(ServerMetadata metadata, String issuer) {
        assertThat(metadata.issuer()).isEqualTo(issuer);
        assertThat(metadata.publicAuthorization()).isEqualTo(am.url() + "/oauth2/authorize");
        for (Endpoint each : Endpoint.values()) {
            assertThat(metadata.url(each)).isEqualTo(am.url() + "/oauth2" + each.path());
        }
    }

    private AmResult<ServerMetadata> discover(@Nullable String url, @Nullable String issuer) {
        return new Discovery(
                        http,
                        settings(am.url().toString(), url, issuer),
                        am.url() + "/oauth2/realms/root/realms/alpha",
                        time::nanoTime)
                .metadata(Deadline.in(Duration.ofSeconds(5), time::nanoTime));
    }

    private static OAuthSettings settings(String publicUrl, @Nullable String discovery, @Nullable String issuer) {
        return new OAuthSettings(
                URI.create(publicUrl),
                "web-app",
                null,
                ClientAuthenticationMethod.BASIC,
                null,
                null,
                "",
                Map.of(),
                discovery == null ? null : URI.create(discovery),
                Map.of(),
                issuer,
                false,
                false);
    }

    private static ServerMetadata value(AmResult<ServerMetadata> answer) {
        if (answer instanceof AmResult.Value<ServerMetadata> value) {
            return value.value();
        }
        throw new AssertionError(answer);
    }
}
