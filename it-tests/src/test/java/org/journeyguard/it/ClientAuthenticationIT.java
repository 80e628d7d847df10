package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.am.oauth.IssuedTokens;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.am.oauth.OAuthSettings;
import org.journeyguard.internal.am.session.SessionDirectory;
import org.journeyguard.internal.am.session.SessionOwner;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.OpenAmSettings;
import org.journeyguard.it.am.Provisioner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real AM takes the assertions of a client that authenticates by {@code private_key_jwt} at its token endpoint. (OpenAM wants the
 * address of the introspection endpoint as audience there, against RFC 7523, 3.)
 */
class ClientAuthenticationIT {
    private static final String CLIENT = "key-app";
    private static final String REDIRECT = "http://localhost:19090/journey/callback";
    private static final String AT_CLIENT = "com.forgerock.openam.oauth2provider.";
    private static final String CLIENTS = "/realm-config/agents/OAuth2Client";
    private static final RSAKey KEY = key();

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2_048).keyID("key-app/1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AmRest.Answer asAdmin(String method, String path, @Nullable JsonObject body) {
        AmRest rest = Servers.am().rest();
        String admin = rest.login("", "amadmin", OpenAmSettings.ADMIN_PASSWORD);
        try {
            return rest.call(method, "/json" + path, "", admin, body == null ? null : body.toString());
        } finally {
            rest.logout(admin);
        }
    }

    @BeforeAll
    static void register() {
        JsonObject client = Json.createObjectBuilder()
                .add("_id", CLIENT)
                .add("userpassword", Provisioner.CLIENT_SECRET)
                .add(AT_CLIENT + "clientType", "Confidential")
                .add(AT_CLIENT + "redirectionURIs", Json.createArrayBuilder().add("[0]=" + REDIRECT))
                .add(
                        AT_CLIENT + "scopes",
                        Json.createArrayBuilder().add("[0]=openid").add("[1]=profile"))
                .add(AT_CLIENT + "responseTypes", Json.createArrayBuilder().add("[0]=code"))
                .add(AT_CLIENT + "tokenEndPointAuthMethod", "private_key_jwt")
                .add(AT_CLIENT + "idTokenSignedResponseAlg", "RS256")
                .add(AT_CLIENT + "publicKeyLocation", "jwks")
                .add(AT_CLIENT + "jwks", new JWKSet(KEY).toPublicJWKSet().toString())
                .add("isConsentImplied", true)
                .add("sunIdentityServerDeviceStatus", "Active")
                .build();
        for (String realm : new String[] {"/realms/root", "/realms/root/realms/alpha"}) {
            assertThat(asAdmin("POST", realm + CLIENTS + "?_action=create", client)
                            .status())
                    .isIn(200, 201);
        }
    }

    @AfterAll
    static void unregister() {
        for (String realm : new String[] {"/realms/root", "/realms/root/realms/alpha"}) {
            asAdmin("DELETE", realm + CLIENTS + "/" + CLIENT, null);
        }
    }

    @ParameterizedTest
    @CsvSource({"ROOT, RS256", "ALPHA, RS256"})
    void openAmAcceptsEachClientAuthentication(Realm realm, String algorithm) {
        try (AmClient am = new AmClient(
                URI.create(Servers.am().url()),
                realm.path(),
                ConnectionSettings.direct(Duration.ofSeconds(5)),
                Duration.ofSeconds(30),
                System::nanoTime)) {
            OAuthApi api = am.oauth(
                    new OAuthSettings(
                            URI.create(Servers.am().url()),
                            CLIENT,
                            null,
                            ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                            AssertionKey.parse(KEY.toJSONString(), algorithm),
                            REDIRECT,
                            "openid profile",
                            Map.of("ui_locales", "de en"),
                            null,
                            Map.of(),
                            null,
                            false,
                            false),
                    Clock.systemUTC());
            SsoToken session = new SsoToken(realm.session("alice"));
            AuthorizationRequest asked = AuthorizationRequest.make();

            String code = given(api.authorize(session, AmRest.COOKIE, asked, false, am.deadline()));
            IssuedTokens issued = given(api.exchange(code, asked.verifier(), am.deadline()));
            assertThat(issued.accessToken()).isNotEmpty();
            IssuedTokens renewed = given(api.refresh(String.valueOf(issued.refreshToken()), am.deadline()));
            assertThat(renewed.accessToken()).isNotEqualTo(issued.accessToken());
        }
    }

    @Test
    void missingServiceAccountsAreReported() {
        URI url = URI.create(Servers.am().url());
        try (AmClient am = new AmClient(
                url, "/", ConnectionSettings.direct(Duration.ofSeconds(5)), Duration.ofSeconds(30), System::nanoTime)) {
            AssertionKey key = AssertionKey.parse(KEY.toJSONString(), null);
            SessionDirectory directory = am.directory(am.serviceAccount("nobody", key, null, url, Clock.systemUTC()));
            assertThat(directory.of(new SessionOwner("alice", "/", null), AmRest.COOKIE, am.deadline()))
                    .isInstanceOfSatisfying(
                            AmResult.NoAnswer.class,
                            none -> assertThat(none.outage().what())
                                    .contains("only Advanced Identity Cloud has service accounts"));
        }
    }

    private static <T> T given(AmResult<T> answer) {
        assertThat(answer).isInstanceOf(AmResult.Value.class);
        return ((AmResult.Value<T>) answer).value();
    }
}
