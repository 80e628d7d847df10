package org.journeyguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.journeyguard.test.FakeProvider.TokenForm;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The settings of a test and the resulting responses of AM. */
class AmExtensionTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final AmExtension ofClass = AmExtension.pingAm();

    @RegisterExtension
    final AmExtension am = AmExtension.pingAm();

    @Test
    void signedInCallerHasASessionAtAm() throws Exception {
        Caller alice = am.signedInAs("alice");
        assertThat(info(alice)).contains("\"username\":\"alice\"");
        alice.signOut();
        assertThat(info(alice)).contains("\"code\":401");
        assertThatThrownBy(alice::tokens).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sessionHasTheChosenRealmExpiryAndProperties() throws Exception {
        Instant end = Instant.now().plusSeconds(90);
        Caller bob =
                am.signedIn(am.am().session("bob", "/alpha").ending(end, end).with("department", "sales"));
        assertThat(info(bob)).contains("\"realm\":\"/alpha\"", end.toString(), "\"department\":\"sales\"");
    }

    @ParameterizedTest
    @EnumSource(TokenForm.class)
    void introspectionHasTheChosenScopeClaimsAndExpiry(TokenForm form) throws Exception {
        am.am().oauth().setTokens("/", form);
        JsonObject told = introspected(am.signedInAs("alice")
                .withScope("write", "profile")
                .withClaim("department", "sales")
                .withClaim("levels", List.of(1, 2))
                .withTokensFor(Duration.ofMinutes(5)));
        assertThat(told.getBoolean("active")).isTrue();
        assertThat(told.getString("scope")).isEqualTo("write profile");
        assertThat(told.getString("department")).isEqualTo("sales");
        assertThat(told.getJsonArray("levels").getInt(1)).isEqualTo(2);
        assertThat(told.getInt("expires_in")).isBetween(290, 300);
    }

    @Test
    void accessTokenIsAJwtSignedByAmsKey() throws Exception {
        Caller alice = am.signedInAs("alice").withScope("openid", "write").withClaim("department", "sales");
        FakeTokenSet tokens = alice.tokens();
        for (String token : List.of(tokens.access(), tokens.id())) {
            SignedJWT jwt = SignedJWT.parse(token);
            assertThat(jwt.verify(
                            new RSASSAVerifier(am.am().oauth().signingKey().toRSAPublicKey())))
                    .isTrue();
            assertThat(jwt.getJWTClaimsSet().getClaim("department")).isEqualTo("sales");
        }
        assertThat(SignedJWT.parse(tokens.access()).getJWTClaimsSet().getStringListClaim("scope"))
                .containsExactly("openid", "write");
    }

    @Test
    void tokenCanBeExpired() throws Exception {
        Caller alice = am.signedInAs("alice").withTokensFor(Duration.ofMinutes(-1));
        assertThat(introspected(alice).getBoolean("active")).isFalse();
    }

    @Test
    void tokenCanBelongToAnotherClient() throws Exception {
        am.am().oauth().register(FakeClient.named("other-app"));
        String token = am.signedInAs("alice").through("other-app").tokens().access();
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getAudience()).containsExactly("other-app");
        assertThatThrownBy(() -> am.signedInAs("alice").through("unknown").tokens())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void browserSendsTheCookieAndProgramTheToken() {
        URI page = URI.create("http://localhost/app/page");
        Caller alice = am.signedInAs("alice");
        assertThat(alice.browser(page).build().headers().firstValue("Cookie"))
                .contains(FakeAm.COOKIE + "=" + alice.session().token());
        assertThat(alice.program(page).build().headers().firstValue("Authorization"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer ey"));
    }

    @Test
    void settingsHaveTheApplicationsUrlAndClient() {
        assertThat(am.settings())
                .isEqualTo(Map.of(
                        "journey.am.url",
                        am.am().url().toString(),
                        "journey.oauth.client-id",
                        AmExtension.CLIENT,
                        "journey.oauth.client-secret",
                        FakeClient.SECRET));
    }

    @RepeatedTest(2)
    void sharedAmIsResetBeforeEachTest() throws Exception {
        assertThat(ofClass.am().calls()).isEmpty();
        assertThat(info(ofClass.signedInAs("alice"), ofClass)).contains("\"username\":\"alice\"");
        ofClass.am().set(Fault.reply(503, "no"));
        assertThat(info(ofClass.signedInAs("alice"), ofClass)).isEqualTo("no");
    }

    private String info(Caller caller) throws IOException, InterruptedException {
        return info(caller, am);
    }

    private static String info(Caller caller, AmExtension am) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(am.am().url() + "/json/sessions/?_action=getSessionInfo"))
                .header("Accept-API-Version", "resource=4.0")
                .header(FakeAm.COOKIE, caller.session().token())
                .POST(BodyPublishers.ofString("{}")));
    }

    private JsonObject introspected(Caller caller) throws IOException, InterruptedException {
        String client = AmExtension.CLIENT + ":" + FakeClient.SECRET;
        String answer = send(HttpRequest.newBuilder(URI.create(am.am().url() + "/oauth2/introspect"))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + caller.tokens().access())));
        try (var reader = Json.createReader(new StringReader(answer))) {
            return reader.readObject();
        }
    }

    private static String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        return answer.body();
    }
}
