package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;
import static org.journeyguard.it.App.httpSession;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.TokenServlet;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tokens of a session, got from the real OpenAM in the background: opaque ones in realm {@code /}, JWTs in {@code /alpha}. */
class TokenIT {
    private static final String CLIENT = Provisioner.DEMO_CLIENT;
    private static final String CONSENT_CLIENT = "consent-app";
    private static final AmProxy PROXY = Servers.proxy();

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        WebArchive[] applications = {
            Realm.ROOT.demo("root", CLIENT, Map.of()).addClasses(ProbeServlet.class, TokenServlet.class),
            Realm.ALPHA.demo("alpha", CLIENT, Map.of()),
            Realm.ROOT.demo("brief", CLIENT, Map.of("journey.session.cache-ttl", "PT1S")),
            Realm.ROOT.demo("explicit", CONSENT_CLIENT, Map.of()),
            Realm.ROOT.demo("implied", CONSENT_CLIENT, Map.of("journey.oauth.consent", "implied")),
            Realm.ROOT.demo("wrong-secret", CLIENT, Map.of("journey.oauth.client-secret", "wrong")),
            Realm.ROOT.demo("no-client", "", Map.of("journey.oauth.client-secret", "")),
        };
        for (String context : List.of("root", "alpha", "brief", "explicit", "implied", "wrong-secret")) {
            Servers.am().admit(Servers.appUrl() + "/" + context);
        }
        server = Servers.payara("token", applications);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void countAfresh() {
        PROXY.reset();
    }

    @AfterEach
    void healAm() {
        PROXY.heal();
    }

    private static String app(Realm realm, String path) {
        return "/" + realm.name().toLowerCase(Locale.ROOT) + path;
    }

    @ParameterizedTest
    @EnumSource
    void sessionGetsATokenOnceAndKeepsIt(Realm realm) {
        String[] alice = cookie(alice(realm));
        Instant before = Instant.now();

        JsonObject token = token(app(realm, "/api/token"), alice);
        assertThat(token.getString("scope")).isEqualTo("email openid profile");
        assertThat(Instant.parse(token.getString("expiresAt")))
                .isBetween(before.plusSeconds(55), Instant.now().plusSeconds(60));
        assertThat(token(app(realm, "/api/token"), alice)).isEqualTo(token);

        assertThat(PROXY.count("/authorize?")).isEqualTo(1);
        assertThat(PROXY.count("/access_token ")).isEqualTo(1);
        assertThat(realm.isActive(CLIENT, issued(0, "access_token"))).isTrue();
    }

    @Test
    void concurrentRequestsWithoutATokenGetOne() {
        String[] alice = cookie(alice(Realm.ROOT));
        App.get(app(Realm.ROOT, "/api/me"), alice);
        PROXY.reset();

        try (ParallelCalls<List<JsonObject>> crowd = ParallelCalls.start(
                50,
                i -> Stream.generate(() -> token(app(Realm.ROOT, "/api/token"), alice))
                        .limit(20)
                        .toList())) {
            assertThat(crowd.results().stream().flatMap(List::stream).distinct())
                    .hasSize(1);
        }
        assertThat(PROXY.count("/authorize?")).isEqualTo(1);
        assertThat(PROXY.count("/access_token ")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void userinfoIsReadOnce(Realm realm) {
        String[] alice = cookie(alice(realm));

        JsonObject claims = App.json(App.get(app(realm, "/api/userinfo"), alice));
        assertThat(claims.getString("sub")).isEqualTo("alice");
        assertThat(claims.getString("name")).isEqualTo("alice Example");
        assertThat(claims.getString("email")).isEqualTo("alice@example.test");
        App.get(app(realm, "/api/userinfo"), alice);
        assertThat(PROXY.count("/userinfo")).isEqualTo(1);
        App.get(app(realm, "/api/userinfo?fresh=true"), alice);
        assertThat(PROXY.count("/userinfo")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void refreshReturnsANewTokenAndRevokesTheOldOne(Realm realm) {
        String[] alice = cookie(alice(realm));
        JsonObject old = token(app(realm, "/api/token"), alice);

        JsonObject next = App.json(App.call("POST", app(realm, "/api/token/refresh"), alice));

        assertThat(next.getString("fingerprint")).isNotEqualTo(old.getString("fingerprint"));
        assertThat(token(app(realm, "/api/token"), alice)).isEqualTo(next);
        assertThat(PROXY.count("grant_type=refresh_token")).isEqualTo(1);
        awaitEnd(realm, issued(0, "access_token"));
        assertThat(realm.isActive(CLIENT, issued(1, "access_token"))).isTrue();
        assertThat(realm.isActive(CLIENT, issued(1, "refresh_token"))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void revokeEndsTheTokensAndTheSessionGetsNewOnes(Realm realm) {
        String[] alice = cookie(alice(realm));
        JsonObject old = token(app(realm, "/api/token"), alice);

        assertThat(App.call("POST", app(realm, "/api/token/revoke"), alice).statusCode())
                .isEqualTo(204);

        assertThat(realm.isActive(CLIENT, issued(0, "access_token"))).isFalse();
        assertThat(realm.isActive(CLIENT, issued(0, "refresh_token"))).isFalse();
        assertThat(App.get(app(realm, "/api/me"), alice).statusCode()).isEqualTo(200);
        assertThat(App.call("POST", app(realm, "/api/token/revoke"), alice).statusCode())
                .isEqualTo(204);
        assertThat(token(app(realm, "/api/token"), alice).getString("fingerprint"))
                .isNotEqualTo(old.getString("fingerprint"));
    }

    @ParameterizedTest
    @EnumSource
    void logoutEndsSessionAccessTokenAndRefreshToken(Realm realm) {
        String session = alice(realm);
        token(app(realm, "/api/token"), cookie(session));
        String access = issued(0, "access_token");
        assertThat(App.get(app(realm, "/api/me"), bearer(access)).statusCode()).isEqualTo(200);

        assertThat(App.call("POST", app(realm, "/logout"), cookie(session)).statusCode())
                .isEqualTo(204);

        assertThat(realm.isActive(CLIENT, access)).isFalse();
        assertThat(realm.isActive(CLIENT, issued(0, "refresh_token"))).isFalse();
        assertThat(Servers.am().rest().isValid(session)).isFalse();
        assertThat(App.get(app(realm, "/api/token"), cookie(session)).statusCode())
                .isEqualTo(401);
        assertThat(App.get(app(realm, "/api/me"), bearer(access)).statusCode())
                .as("the token that went with the session, as a bearer token")
                .isEqualTo(401);
    }

    @Test
    void browsersOfOneUserHaveSeparateTokens() {
        String[] desktop = cookie(alice(Realm.ROOT));
        String[] phone = cookie(alice(Realm.ROOT));
        JsonObject onDesktop = token(app(Realm.ROOT, "/api/token"), desktop);
        JsonObject onPhone = token(app(Realm.ROOT, "/api/token"), phone);
        assertThat(onDesktop.getString("fingerprint")).isNotEqualTo(onPhone.getString("fingerprint"));

        App.call("POST", app(Realm.ROOT, "/logout"), desktop);

        assertThat(Realm.ROOT.isActive(CLIENT, issued(0, "access_token"))).isFalse();
        assertThat(Realm.ROOT.isActive(CLIENT, issued(1, "access_token"))).isTrue();
        assertThat(Realm.ROOT.isActive(CLIENT, issued(1, "refresh_token"))).isTrue();
        assertThat(token(app(Realm.ROOT, "/api/token"), phone)).isEqualTo(onPhone);
    }

    @Test
    void sessionEndedByAnAdministratorRevokesItsTokens() {
        String session = alice(Realm.ROOT);
        token("/brief/api/token", cookie(session));

        Servers.am().rest().logout(session);

        Await.until(
                "AM is asked again",
                () -> App.get("/brief/api/me", cookie(session)).statusCode() == 401);
        awaitEnd(Realm.ROOT, issued(0, "access_token"));
        awaitEnd(Realm.ROOT, issued(0, "refresh_token"));
        assertThat(App.get("/brief/api/token", cookie(session)).statusCode()).isEqualTo(401);
    }

    @Test
    void nextSessionInTheSameBrowserRevokesTheTokensOfTheFirst() {
        String[] first = cookie(alice(Realm.ROOT));
        String browser = httpSession(App.get(app(Realm.ROOT, "/probe/session"), first));
        token(app(Realm.ROOT, "/api/token"), together(first, browser));
        String second = alice(Realm.ROOT);

        App.get(app(Realm.ROOT, "/api/me"), together(cookie(second), browser));

        awaitEnd(Realm.ROOT, issued(0, "access_token"));
        awaitEnd(Realm.ROOT, issued(0, "refresh_token"));
        assertThat(Servers.am().rest().isValid(second)).isTrue();
    }

    @Test
    void tokenIsAvailableOnThreadsAfterTheRequest() {
        String[] alice = cookie(alice(Realm.ROOT));

        String now = App.get(app(Realm.ROOT, "/probe/token/now"), alice).body();
        assertThat(now).isEqualTo(issued(0, "access_token"));
        assertThat(App.get(app(Realm.ROOT, "/probe/token/executor"), alice).body())
                .isEqualTo(now);
        assertThat(App.get(app(Realm.ROOT, "/probe/token/later"), alice).body()).isEqualTo("later");
        String over = App.get(app(Realm.ROOT, "/probe/token/over"), cookie(alice(Realm.ROOT)))
                .body();
        assertThat(over).isEqualTo(now + " alice " + issued(1, "access_token"));
    }

    @Test
    void requiredConsentGivesNoTokenAndALogLine() {
        HttpResponse<String> response = App.get("/explicit/api/token", cookie(bob()));

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(response.body()).doesNotContain("consent");
        assertThat(server.log()).contains("consent_required");
        assertThat(App.get("/explicit/api/me", cookie(bob())).statusCode()).isEqualTo(200);
    }

    @Test
    void impliedConsentGivesAToken() {
        JsonObject token = token("/implied/api/token", cookie(alice(Realm.ROOT)));

        assertThat(token.getString("scope")).isEqualTo("email openid profile");
        assertThat(Realm.ROOT.isActive(CONSENT_CLIENT, issued(0, "access_token")))
                .isTrue();
    }

    @Test
    void wrongClientSecretIsAnErrorAndKeepsTheSession() {
        String[] alice = cookie(alice(Realm.ROOT));

        HttpResponse<String> response = App.get("/wrong-secret/api/token", alice);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).doesNotContain("invalid_client");
        assertThat(server.log()).contains("invalid_client");
        assertThat(App.get("/wrong-secret/api/me", alice).statusCode()).isEqualTo(200);
    }

    @Test
    void missingClientIsReportedInTheLogAndNotInTheResponse() {
        String[] alice = cookie(alice(Realm.ROOT));

        HttpResponse<String> response = App.get("/no-client/api/token", alice);

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(App.json(response).getString("title")).isEqualTo("Not configured");
        assertThat(response.body()).doesNotContain("journey.", "client-id");
        assertThat(server.log()).contains("journey.oauth.client-id");
        assertThat(App.get("/no-client/api/me", alice).statusCode()).isEqualTo(200);
        HttpResponse<String> bearer = App.get("/no-client/api/me", bearer(Realm.ROOT.token(CLIENT, "openid")));
        assertThat(bearer.statusCode()).isEqualTo(401);
        assertThat(header(bearer, "WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void duringAnOutageTheTokenIsReturnedAndARefreshFails() {
        String[] alice = cookie(alice(Realm.ROOT));
        JsonObject token = token(app(Realm.ROOT, "/api/token"), alice);

        PROXY.refuse();
        HttpResponse<String> refresh = App.call("POST", app(Realm.ROOT, "/api/token/refresh"), alice);
        assertThat(refresh.statusCode()).isEqualTo(503);
        assertThat(header(refresh, "Retry-After")).isNotEmpty();
        assertThat(token(app(Realm.ROOT, "/api/token"), alice)).isEqualTo(token);
        PROXY.heal();

        Await.until(
                "AM is found well again",
                () -> App.call("POST", app(Realm.ROOT, "/api/token/refresh"), alice)
                                .statusCode()
                        == 200);
        assertThat(token(app(Realm.ROOT, "/api/token"), alice)).isNotEqualTo(token);
        assertThat(PROXY.count("/authorize?")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refreshWithoutResponseIsNotRepeatedAndTheSessionGetsNewTokens(Realm realm) {
        String[] alice = cookie(alice(realm));
        JsonObject old = token(app(realm, "/api/token"), alice);

        PROXY.set(new Fault.Only("grant_type=refresh_token", new Fault.DropAfterAnswer()));
        HttpResponse<String> refresh = App.call("POST", app(realm, "/api/token/refresh"), alice);
        PROXY.heal();

        assertThat(refresh.statusCode()).isEqualTo(200);
        assertThat(App.json(refresh).getString("fingerprint")).isNotEqualTo(old.getString("fingerprint"));
        assertThat(PROXY.count("grant_type=refresh_token")).isEqualTo(1);
        assertThat(PROXY.count("/authorize?")).isEqualTo(2);
        awaitEnd(realm, issued(0, "access_token"));
        assertThat(realm.isActive(CLIENT, issued(2, "access_token"))).isTrue();
    }

    private static JsonObject token(String path, String[] headers) {
        HttpResponse<String> response = App.get(path, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return App.json(response);
    }

    /** What AM gave to the application since the test began. */
    private static String issued(int number, String name) {
        return PROXY.issued().get(number).getString(name);
    }

    private static void awaitEnd(Realm realm, String token) {
        Await.until("AM ends the token", () -> !realm.isActive(CLIENT, token));
    }

    private static String[] together(String[] cookie, String httpSession) {
        return new String[] {"Cookie", cookie[1] + "; " + httpSession};
    }

    private static String alice(Realm realm) {
        return realm.session(Provisioner.ADMIN_USER);
    }

    private static String bob() {
        return Realm.ROOT.session(Provisioner.PLAIN_USER);
    }
}
