package org.journeyguard.internal.am;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.internal.am.OAuthWire.basic;
import static org.journeyguard.internal.am.OAuthWire.parameters;
import static org.journeyguard.internal.am.OAuthWire.request;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.journeyguard.internal.am.OAuthWire.Told;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeAm.Kind;
import org.journeyguard.test.FakeClient;
import org.journeyguard.test.FakeClient.Trait;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.journeyguard.test.FakeTokenSet;
import org.journeyguard.test.Fault;
import org.journeyguard.test.ManualTime;
import org.journeyguard.test.TokenSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link FakeAm} does beyond the contract: PingAM's responses, expiry, and all settings. */
class FakeProviderTest {
    private static final String APP = "web-app";

    private final FakeAm am = new FakeAm(Kind.PINGAM);
    private final ManualTime time = new ManualTime();
    private final OAuthWire root = new OAuthWire(am.url(), "/");
    private final OAuthWire alpha = new OAuthWire(am.url(), "/alpha");

    @BeforeEach
    void setClock() {
        am.setClock(time);
    }

    @AfterEach
    void end() {
        am.close();
    }

    @Test
    void pingAmAnnouncesTheConfiguredPublicAddressAndIssuer() {
        am.oauth().setPublicUrl("https://am.example.com/am");
        am.oauth().setIssuer("/alpha", "https://am.example.com:443/am/oauth2/realms/root/realms/alpha");
        JsonObject document = alpha.get("/.well-known/openid-configuration").json();
        assertThat(document.getString("issuer"))
                .isEqualTo("https://am.example.com:443/am/oauth2/realms/root/realms/alpha");
        assertThat(document.getString("introspection_endpoint"))
                .isEqualTo("https://am.example.com/am/oauth2/realms/root/realms/alpha/introspect");
        assertThat(document.getString("revocation_endpoint"))
                .isEqualTo("https://am.example.com/am/oauth2/realms/root/realms/alpha/token/revoke");
        String token = am.signIn(am.session("alice", "/alpha"));
        assertThat(alpha.authorize(token, request(APP)).location())
                .containsEntry("iss", document.getString("issuer"))
                .doesNotContainKey("scope");
    }

    @Test
    void pingAmReportsLoginRequiredAndOpenAmInteractionRequired() {
        assertThat(root.authorize("nobody", request(APP, "prompt", "none")).outcome())
                .isEqualTo("302 login_required");
        assertThat(root.authorize("nobody", request(APP)).outcome()).isEqualTo("302");
    }

    @Test
    void pingAmSubjectsHaveAKind() {
        String own = am.clientToken(APP, "write");
        JsonObject ofUser = root.introspect(
                        am.issue("alice", "/", APP, "profile").access(), APP)
                .json();
        assertThat(ofUser.getString("sub")).isEqualTo("(usr!alice)");
        assertThat(ofUser.getString("username")).isEqualTo("alice");
        assertThat(ofUser.getString("token_type")).isEqualTo("Bearer");
        assertThat(ofUser.getInt("expires_in")).isEqualTo(3_600);
        assertThat(root.introspect(own, APP).text("sub")).isEqualTo("(age!web-app)");
    }

    @Test
    void tokensExpire() {
        FakeTokenSet set = am.issue("alice", "/", "short-app", "openid");
        time.pass(Duration.ofSeconds(3));
        assertThat(am.isActive(set.access())).isFalse();
        assertThat(root.userInfo(set.access()).outcome()).isEqualTo("401 invalid_token");
        assertThat(am.isActive(set.refresh())).isTrue();
        time.pass(Duration.ofSeconds(5));
        assertThat(root.refresh(set.refresh(), "short-app").outcome()).isEqualTo("400 invalid_grant");
    }

    @Test
    void loginOlderThanMaxAgeEndsItsSession() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        time.pass(Duration.ofSeconds(61));
        assertThat(root.authorize(token.value(), request(APP, "prompt", "none", "max_age", "60"))
                        .outcome())
                .isEqualTo("302 login_required");
        assertThat(am.has(token.value())).isFalse();
    }

    @Test
    void clientWithoutRotationKeepsItsRefreshToken() {
        am.oauth()
                .register(FakeClient.named(APP).with(Trait.KEEPS_REFRESH_TOKENS).with(Trait.UNTOLD_OF_EXPIRY));
        String refresh = am.issue("alice", "/", APP, "openid").refresh();
        Told told = root.refresh(refresh, APP);
        assertThat(told.json()).containsOnlyKeys("access_token", "id_token", "scope", "token_type");
        assertThat(root.refresh(refresh, APP).outcome()).isEqualTo("200");
    }

    @Test
    void introspectionHasMoreMembersIfConfigured() {
        String token = am.clientToken(APP, "write");
        am.oauth()
                .addToIntrospection(
                        token,
                        Json.createObjectBuilder()
                                .add("aud", "https://api.example")
                                .build());
        assertThat(root.introspect(token, APP).text("aud")).isEqualTo("https://api.example");
    }

    @ParameterizedTest(name = "{0}, asked for {1}: {2}")
    @CsvSource({
        "ASKS_FOR_JWT, application/token-introspection+jwt, 200",
        "ASKS_FOR_NESTED_JWT, application/token-introspection+jwt, 200",
        "ASKS_FOR_JWT, application/json, 400 invalid_request",
    })
    void introspectionIsSignedIfConfigured(Trait trait, String accept, String outcome) throws Exception {
        am.oauth().register(FakeClient.named(APP).with(trait));
        Map<String, String> form = parameters("token", am.clientToken(APP, "write"));
        Told told = root.post("/introspect", form, "Authorization", basic(APP, FakeClient.SECRET), "Accept", accept);
        assertThat(told.outcome()).isEqualTo(outcome);
        if (told.status() == 200) {
            JWSObject jwt = JWSObject.parse(told.response().body());
            assertThat(jwt.getHeader().getType()).hasToString("token-introspection+jwt");
            assertThat(jwt.getPayload().toJSONObject())
                    .containsKeys("iss", "aud", "iat")
                    .containsKey(trait == Trait.ASKS_FOR_JWT ? "active" : "token_introspection");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokensOfEveryFormAreRecognised(TokenForm form) {
        am.oauth().setTokens("/", form);
        FakeTokenSet set = am.issue("alice", "/", APP, "openid", "profile");
        assertThat(set.access().split("\\.", -1))
                .hasSize(
                        switch (form) {
                            case OPAQUE -> 1;
                            case JWT, HMAC_JWT -> 3;
                            case ENCRYPTED_JWT -> 5;
                        });
        assertThat(root.isActive(set.access(), APP)).isTrue();
        assertThat(root.refresh(set.refresh(), APP).outcome()).isEqualTo("200");
        assertThat(root.revoke(set.access(), APP).outcome()).isEqualTo("200");
        assertThat(am.isActive(set.access())).isFalse();
    }

    @Test
    void keysAreRotatedAndWithdrawn() throws Exception {
        String first = am.oauth().signingKey().getKeyID();
        am.oauth().rotateKey();
        String second = am.oauth().signingKey().getKeyID();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys().getKeyByKeyId(first)).isNotNull();
        assertThat(keys().getKeyByKeyId(second)).isNotNull();
        am.oauth().withdrawOldKeys();
        assertThat(keys().getKeyByKeyId(first)).isNull();
        String own = am.oauth().sign(Map.of("sub", "alice"));
        assertThat(JWSObject.parse(own).getHeader().getKeyID()).isEqualTo(second);
    }

    private JWKSet keys() throws Exception {
        return JWKSet.parse(alpha.get("/connect/jwk_uri").response().body());
    }

    @Test
    void faultAppliesToCallsByTheirBody() {
        String refresh = am.issue("alice", "/", APP, "openid").refresh();
        am.set(Fault.reply(503, "").onlyWith("grant_type=refresh_token"));
        assertThat(root.refresh(refresh, APP).status()).isEqualTo(503);
        assertThat(root.token(APP, parameters("grant_type", "client_credentials"))
                        .outcome())
                .isEqualTo("200");
        assertThat(am.callsWith("grant_type=refresh_token")).hasSize(1);
    }

    @Test
    void idTokenEndsOnlyItsOwnSession() {
        SsoToken token = new SsoToken(am.signIn("alice"));
        SsoToken other = new SsoToken(am.signIn("alice"));
        FakeTokenSet set = am.issue(token.value(), TokenSpec.of(APP, "openid"));
        String forged = set.id().substring(0, set.id().lastIndexOf('.')) + ".x";
        assertThat(root.endSession(parameters("id_token_hint", forged)).outcome())
                .isEqualTo("500 server_error");
        assertThat(root.endSession(parameters("id_token_hint", set.id())).outcome())
                .isEqualTo("204");
        assertThat(am.has(token.value())).isFalse();
        assertThat(am.has(other.value())).isTrue();
    }
}
