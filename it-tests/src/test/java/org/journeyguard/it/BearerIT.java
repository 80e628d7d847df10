package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;
import static org.journeyguard.it.Realm.CLIENT;
import static org.journeyguard.it.Realm.SHORT_CLIENT;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Access tokens of the real OpenAM as bearer tokens: opaque ones of realm {@code /}, JWTs of {@code /alpha}. */
class BearerIT {
    private static final String INVALID = "Bearer error=\"invalid_token\"";

    /** A second that a token is believed, and what a busy machine takes. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = Servers.payara(
                "bearer",
                Arrays.stream(Realm.values()).flatMap(BearerIT::applications).toArray(WebArchive[]::new));
    }

    /** One as it is by default, one whose client's tokens live for seconds, and one that asks AM about all tokens. */
    private static Stream<WebArchive> applications(Realm realm) {
        return Stream.of(
                realm.demo(name(realm), CLIENT, Map.of()),
                realm.demo(name(realm) + "-short", SHORT_CLIENT, Map.of("journey.oauth.clock-skew", "PT0S")),
                realm.demo(
                        name(realm) + "-asking",
                        CLIENT,
                        Map.of(
                                "journey.oauth.validation",
                                "introspect",
                                "journey.oauth.cache-ttl",
                                "PT1S",
                                "journey.roles.source",
                                "user-attribute, claim",
                                "journey.roles.claim",
                                "client_id")));
    }

    private static String name(Realm realm) {
        return realm.name().toLowerCase(Locale.ROOT);
    }

    private static String app(Realm realm, String path) {
        return "/" + name(realm) + path;
    }

    private static String asking(Realm realm, String path) {
        return "/" + name(realm) + "-asking" + path;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** What is no access token for the application. */
    enum Unaccepted {
        OF_ANOTHER_CLIENT,
        OF_ANOTHER_REALM,
        OF_ANOTHER_REALM_BY_A_CLIENT_OF_THE_SAME_NAME_FOR_ITSELF,
        TAMPERED_WITH,
        CUT_SHORT,
        REFRESH_TOKEN,
        ID_TOKEN,
        SSO_TOKEN,
        MADE_UP,
        EMPTY;

        String in(Realm realm) {
            String good = realm.token(CLIENT, "openid");
            return switch (this) {
                case OF_ANOTHER_CLIENT -> realm.token(Provisioner.DEMO_CLIENT, "openid");
                case OF_ANOTHER_REALM -> realm.other().token(CLIENT, "openid");
                case OF_ANOTHER_REALM_BY_A_CLIENT_OF_THE_SAME_NAME_FOR_ITSELF ->
                    realm.other().tokenOfItsOwn(CLIENT, "write");
                case TAMPERED_WITH -> tampered(good);
                case CUT_SHORT -> good.substring(0, good.length() - 4);
                case REFRESH_TOKEN -> realm.tokens(CLIENT, "openid").getString("refresh_token");
                case ID_TOKEN -> realm.tokens(CLIENT, "openid").getString("id_token");
                case SSO_TOKEN -> realm.session(Provisioner.ADMIN_USER);
                case MADE_UP -> "made-up";
                case EMPTY -> "";
            };
        }

        /** Another character in the middle: of a JWT that is within the claims. */
        private static String tampered(String token) {
            int middle = token.length() / 2;
            char other = token.charAt(middle) == 'A' ? 'B' : 'A';
            return token.substring(0, middle) + other + token.substring(middle + 1);
        }
    }

    static Stream<Arguments> unacceptedInEachRealm() {
        return Arrays.stream(Realm.values())
                .flatMap(realm -> Arrays.stream(Unaccepted.values()).map(kind -> Arguments.of(realm, kind)));
    }

    // who it is

    @ParameterizedTest
    @EnumSource
    void tokenIdentifiesItsUser(Realm realm) {
        HttpResponse<String> response =
                App.get(app(realm, "/api/me"), bearer(realm.token(CLIENT, "openid profile write")));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject me = App.json(response);
        assertThat(me.getString("name")).isEqualTo("alice");
        assertThat(me.getString("realm")).isEqualTo(realm.path());
        assertThat(me.getBoolean("client")).isFalse();
        assertThat(me.getJsonArray("scope").getValuesAs(JsonString::getString))
                .containsExactly("openid", "profile", "write");
        assertThat(me.getJsonArray("roles")).isEmpty();
        assertThat(me.get("session")).isEqualTo(JsonValue.NULL);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void rolesComeFromTheAttributeForACookieAndTheClaimForAToken(Realm realm) {
        assertThat(roles(asking(realm, "/api/me"), cookie(realm.session(Provisioner.ADMIN_USER))))
                .containsExactly("admin");
        assertThat(roles(asking(realm, "/api/me"), bearer(realm.token(CLIENT, "openid"))))
                .containsExactly(CLIENT);
        assertThat(roles(app(realm, "/api/me"), bearer(realm.token(CLIENT, "openid"))))
                .isEmpty();
    }

    private static List<String> roles(String path, String[] credential) {
        return App.json(App.get(path, credential)).getJsonArray("roles").getValuesAs(JsonString::getString);
    }

    @ParameterizedTest
    @EnumSource
    void schemeIsCaseInsensitive(Realm realm) {
        String token = realm.token(CLIENT, "openid");

        for (String scheme : List.of("bearer", "BEARER", "bEaReR", "Bearer ")) {
            assertThat(App.get(app(realm, "/api/me"), "Authorization", scheme + " " + token)
                            .statusCode())
                    .as(scheme)
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void clientTokenIsNotAPerson(Realm realm) {
        String[] client = bearer(realm.tokenOfItsOwn(CLIENT, "write"));

        JsonObject me = App.json(App.get(app(realm, "/api/me"), client));
        assertThat(me.getBoolean("client")).isTrue();
        assertThat(me.getString("name")).isEqualTo(CLIENT);
        assertThat(App.get(app(realm, "/api/write"), client).body()).isEqualTo("The client web-app may write");
    }

    @ParameterizedTest
    @EnumSource
    void publicPathHasTheUserOfAValidTokenOnly(Realm realm) {
        assertThat(App.get(app(realm, "/api/hello"), bearer(realm.token(CLIENT, "openid")))
                        .body())
                .isEqualTo("Hello, alice");
        assertThat(App.get(app(realm, "/api/hello"), bearer("made-up")).body()).isEqualTo("Hello, stranger");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/hello,         '',                                    'text/plain',       'Hello, alice'",
        "/api/hello,         '*/*',                                 'text/plain',       'Hello, alice'",
        "/api/hello,         'text/html, */*;q=0.8',                'text/plain',       'Hello, alice'",
        "/api/hello,         'text/plain, application/json;q=0.5',  'text/plain',       'Hello, alice'",
        "/api/hello,         'application/json',                    'application/json', '{\"message\":\"Hello, alice\"}'",
        "/api/hello/private, 'application/json',                    'application/json', '{\"message\":\"Hello, alice of /\"}'",
        "/api/write,         'application/json, text/plain;q=0.5',  'application/json', '{\"message\":\"The user alice may write\"}'",
        "/api/write,         'application/json, */*;q=0.1',         'application/json', '{\"message\":\"The user alice may write\"}'",
    })
    void demoRespondsWithJsonIfAccepted(String path, String accept, String type, String body) {
        String[] alice = bearer(Realm.ROOT.token(CLIENT, "openid write"));
        HttpResponse<String> response =
                App.get(app(Realm.ROOT, path), accept.isEmpty() ? alice : and(alice, "Accept", accept));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith(type);
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @EnumSource
    void applicationReadsTheTokenAndUserinfo(Realm realm) {
        String[] alice = bearer(realm.token(CLIENT, "openid profile email"));

        JsonObject token = App.json(App.get(app(realm, "/api/token"), alice));
        assertThat(token.getString("scope")).isEqualTo("email openid profile");
        JsonObject claims = App.json(App.get(app(realm, "/api/userinfo"), alice));
        assertThat(claims.getString("sub")).isEqualTo("alice");
        assertThat(claims.getString("email")).isEqualTo("alice@example.test");
        // only the client that the token was given to can renew it
        assertThat(App.call("POST", app(realm, "/api/token/refresh"), alice).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource
    void writeRequiresTheScope(Realm realm) {
        HttpResponse<String> reader = App.get(app(realm, "/api/write"), bearer(realm.token(CLIENT, "openid profile")));
        assertThat(reader.statusCode()).isEqualTo(403);
        assertThat(header(reader, "WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"write\"");
        assertThat(header(reader, "Content-Type")).startsWith("application/problem+json");

        assertThat(App.get(app(realm, "/api/write"), bearer(realm.token(CLIENT, "openid write")))
                        .body())
                .isEqualTo("The user alice may write");
    }

    // what is refused

    @ParameterizedTest
    @MethodSource("unacceptedInEachRealm")
    void otherTokensAreRefused(Realm realm, Unaccepted kind) {
        String[] unaccepted = bearer(kind.in(realm));

        assertRefused(App.get(app(realm, "/api/me"), unaccepted));
        assertRefused(App.get(asking(realm, "/api/me"), unaccepted));
        assertThat(App.get(app(realm, "/api/hello"), unaccepted).body()).isEqualTo("Hello, stranger");
    }

    @Test
    void tokensThatBreakAmAffectOnlyTheirSender() {
        String good = Realm.ALPHA.token(CLIENT, "openid");
        for (int i = 1; i < 30; i++) {
            String broken = good.substring(0, good.length() - i);
            assertThat(App.get(asking(Realm.ALPHA, "/api/me"), bearer(broken)).statusCode())
                    .isEqualTo(401);
        }

        assertThat(App.get(asking(Realm.ALPHA, "/api/me"), bearer(good)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void tokenExpiresAtAmsTime(Realm realm) {
        String path = "/" + name(realm) + "-short/api/me";
        // so that the application knows AM before the three seconds begin
        App.get(path, bearer(realm.token(SHORT_CLIENT, "openid")));
        String token = realm.token(SHORT_CLIENT, "openid");
        assertThat(App.get(path, bearer(token)).statusCode()).isEqualTo(200);

        Await.until("AM ends the token", () -> !realm.isActive(SHORT_CLIENT, token));

        assertRefused(App.get(path, bearer(token)));
    }

    @ParameterizedTest
    @EnumSource
    void tokenRevokedAtAmIsRefusedWithinTheCacheTtl(Realm realm) {
        String token = realm.token(CLIENT, "openid");
        assertThat(App.get(asking(realm, "/api/me"), bearer(token)).statusCode())
                .isEqualTo(200);

        realm.revoke(CLIENT, token);

        long revoked = System.nanoTime();
        Await.until(
                "it is refused",
                () -> App.get(asking(realm, "/api/me"), bearer(token)).statusCode() != 200);
        assertThat(System.nanoTime() - revoked).isLessThan(LIMIT.toNanos());
        assertRefused(App.get(asking(realm, "/api/me"), bearer(token)));
    }

    @Test
    void locallyVerifiedJwtRemainsValidAfterARevocationAtAm() {
        String token = Realm.ALPHA.token(CLIENT, "openid");
        Realm.ALPHA.revoke(CLIENT, token);

        assertThat(App.get(app(Realm.ALPHA, "/api/me"), bearer(token)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void tokenInQueryOrFormIsIgnored(Realm realm) {
        String parameter = "access_token=" + realm.token(CLIENT, "openid");

        assertNoUser(App.get(app(realm, "/api/me?" + parameter)));
        assertNoUser(App.post(app(realm, "/api/token/refresh"), parameter));
    }

    @ParameterizedTest
    @EnumSource
    void severalTokensGet400(Realm realm) {
        String token = realm.token(CLIENT, "openid");

        for (String[] several : List.of(
                and(bearer(token), bearer(token)),
                and(bearer(token), "Authorization", "Basic d2ViLWFwcDpz"),
                bearer(token + " " + token),
                bearer(token + ", Bearer " + token))) {
            HttpResponse<String> response = App.get(app(realm, "/api/me"), several);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_request\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tokenOverridesTheCookie(Realm realm) {
        String[] bob = cookie(realm.session(Provisioner.PLAIN_USER));
        assertThat(App.get(app(realm, "/api/me"), bob).statusCode()).isEqualTo(200);

        JsonObject me = App.json(App.get(app(realm, "/api/me"), and(bearer(realm.token(CLIENT, "openid")), bob)));
        assertThat(me.getString("name")).isEqualTo("alice");
        assertThat(me.get("session")).isEqualTo(JsonValue.NULL);

        assertRefused(App.get(app(realm, "/api/me"), and(bearer("made-up"), bob)));
        assertThat(App.get(app(realm, "/api/hello"), and(bearer("made-up"), bob))
                        .body())
                .isEqualTo("Hello, stranger");
    }

    @ParameterizedTest
    @EnumSource
    void refusedTokenIsNotRedirectedToSignIn(Realm realm) {
        HttpResponse<String> response = App.get(app(realm, "/account"), and(PERSON, bearer("made-up")));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "Location")).isEmpty();
        assertThat(header(response, "WWW-Authenticate")).isEqualTo(INVALID);
    }

    // what a token can do

    @ParameterizedTest
    @EnumSource
    void crossSiteRequestIsAllowedWithATokenAndRefusedWithACookie(Realm realm) {
        String[] foreign = {"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"};
        String token = realm.token(CLIENT, "openid");
        String[] bob = cookie(realm.session(Provisioner.PLAIN_USER));

        assertThat(App.call("POST", app(realm, "/api/token/revoke"), and(bob, foreign))
                        .statusCode())
                .isEqualTo(403);
        assertThat(App.call("POST", app(realm, "/api/token/revoke"), and(bearer(token), foreign))
                        .statusCode())
                .isEqualTo(204);
        assertThat(realm.isActive(CLIENT, token)).isFalse();
        assertRefused(App.get(app(realm, "/api/me"), bearer(token)));
    }

    @ParameterizedTest
    @EnumSource
    void logoutEndsTheTokenAndKeepsTheSessionOfTheCookie(Realm realm) {
        String token = realm.token(CLIENT, "openid");
        String[] bob = cookie(realm.session(Provisioner.PLAIN_USER));
        assertThat(App.get(app(realm, "/api/me"), bearer(token)).statusCode()).isEqualTo(200);

        HttpResponse<String> logout = App.call("POST", app(realm, "/logout"), and(bearer(token), bob));

        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(header(logout, "Set-Cookie")).isEmpty();
        assertThat(realm.isActive(CLIENT, token)).isFalse();
        assertRefused(App.get(app(realm, "/api/me"), bearer(token)));
        assertThat(App.get(app(realm, "/api/me"), bob).statusCode()).isEqualTo(200);
    }

    // an AM that is not there

    @ParameterizedTest
    @EnumSource
    void duringAnOutageCachedTokensAreServedAndOpaqueOnesGet503(Realm realm) {
        String[] known = bearer(realm.token(CLIENT, "openid"));
        String[] unknown = bearer(realm.token(CLIENT, "openid"));
        assertThat(App.get(app(realm, "/api/me"), known).statusCode()).isEqualTo(200);

        Servers.proxy().refuse();

        assertThat(App.get(app(realm, "/api/me"), known).statusCode()).isEqualTo(200);
        HttpResponse<String> asked = App.get(asking(realm, "/api/me"), unknown);
        assertThat(asked.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(asked, "Retry-After"))).isBetween(1, 60);
        // AM's keys are here already
        assertThat(App.get(app(realm, "/api/me"), unknown).statusCode()).isEqualTo(realm == Realm.ALPHA ? 200 : 503);
        assertThat(App.get(app(realm, "/api/hello"), known).body()).isEqualTo("Hello, alice");

        Servers.proxy().heal();
        Await.until(
                "AM is found well again",
                () -> App.get(asking(realm, "/api/me"), unknown).statusCode() == 200);
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo(INVALID);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
    }

    private static void assertNoUser(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer");
    }
}
