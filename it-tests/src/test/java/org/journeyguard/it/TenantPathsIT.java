package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;

import java.net.http.HttpResponse;
import java.util.Map;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.DispatchServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One application with a tenant: realm {@code /} but for the paths below {@code /alpha}, which are of realm {@code /alpha}. */
class TenantPathsIT {
    private static final String WEB_XML = """
            <servlet><servlet-name>alpha</servlet-name>
              <servlet-class>org.journeyguard.it.probe.ProbeServlet</servlet-class>
              <async-supported>true</async-supported></servlet>
            <servlet-mapping><servlet-name>alpha</servlet-name><url-pattern>/alpha/*</url-pattern></servlet-mapping>
            <servlet><servlet-name>alpha-to</servlet-name>
              <servlet-class>org.journeyguard.it.probe.DispatchServlet</servlet-class>
              <async-supported>true</async-supported></servlet>
            <servlet-mapping><servlet-name>alpha-to</servlet-name><url-pattern>/alpha/to/*</url-pattern></servlet-mapping>
            """;
    private static final Map<String, String> SETTINGS = Map.of(
            "journey.paths.public", "/open/*",
            "journey.oauth.client-id", Realm.CLIENT,
            "journey.oauth.client-secret", Provisioner.CLIENT_SECRET,
            "journey.tenants", "alpha",
            "journey.tenants.alpha.paths", "/alpha/*",
            "journey.tenants.alpha.am.realm", "/alpha");

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        Servers.am();
        server = Servers.payara(
                "tenant-paths",
                Wars.described("shop", SETTINGS, "", WEB_XML).addClasses(ProbeServlet.class, DispatchServlet.class));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String answer(String path, String... headers) {
        HttpResponse<String> response = App.get("/shop" + path, headers);
        return response.statusCode() == 200
                ? response.body().replaceAll(" .*", "")
                : String.valueOf(response.statusCode());
    }

    @Test
    void sessionIsValidOnlyOnPathsOfItsRealm() {
        String[] root = cookie(Realm.ROOT.session("alice"));
        String[] alpha = cookie(Realm.ALPHA.session("bob"));
        for (int i = 0; i < 2; i++) {
            assertThat(answer("/probe/who", root)).isEqualTo("alice");
            assertThat(answer("/alpha/who", root)).isEqualTo("401");
            assertThat(answer("/alpha/who", alpha)).isEqualTo("bob");
            assertThat(answer("/probe/who", alpha)).isEqualTo("401");
            assertThat(answer("/open/who", root)).isEqualTo("alice");
            assertThat(answer("/open/who", alpha)).isEqualTo("nobody");
        }
        HttpResponse<String> person = App.get("/shop/alpha/who", and(PERSON, root));
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(person.body()).contains("Signed in elsewhere");
    }

    @Test
    void accessTokenIsValidOnlyInItsRealm() {
        String[] root = bearer(Realm.ROOT.token(Realm.CLIENT, "openid"));
        String[] alpha = bearer(Realm.ALPHA.token(Realm.CLIENT, "openid"));
        assertThat(answer("/probe/who", root)).isEqualTo("alice");
        assertThat(answer("/alpha/who", root)).isEqualTo("401");
        assertThat(answer("/alpha/who", alpha)).isEqualTo("alice");
        assertThat(answer("/probe/who", alpha)).isEqualTo("401");
    }

    @Test
    void httpSessionOfAnotherTenantIsNotVisible() {
        String alpha = Realm.ALPHA.session("alice");
        HttpResponse<String> first = App.get("/shop/alpha/session?mark=secret", cookie(alpha));
        assertThat(first.body()).isEqualTo("null");
        String session = App.httpSession(first);

        String mine = AmRest.COOKIE + "=" + alpha + "; " + session;
        assertThat(App.get("/shop/open/who", "Cookie", mine).body()).startsWith("nobody");
        assertThat(App.get("/shop/alpha/session", "Cookie", mine).body()).isEqualTo("secret");

        assertThat(App.get("/shop/open/session", "Cookie", session).body()).doesNotContain("secret");
        String others = AmRest.COOKIE + "=" + Realm.ROOT.session("alice") + "; " + session;
        assertThat(App.get("/shop/probe/session", "Cookie", others).body()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "include", "async"})
    void dispatchToAnotherTenantIsRefused(String way) {
        String[] alpha = cookie(Realm.ALPHA.session("alice"));
        String[] root = cookie(Realm.ROOT.session("alice"));
        assertThat(App.get("/shop/alpha/to/" + way + "?to=/probe/who", alpha).body())
                .doesNotContain("remoteUser");
        assertThat(App.get("/shop/probe/to/" + way + "?to=/alpha/who", root).body())
                .doesNotContain("remoteUser");
        assertThat(App.get("/shop/alpha/to/" + way + "?to=/open/who", alpha).body())
                .contains("alice");
        assertThat(App.get("/shop/alpha/to/" + way + "?to=/alpha/who", alpha).body())
                .contains("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "//alpha/who,                ALPHA",
        "/alpha/./../probe/who,      ROOT",
        "/alpha/%2e%2e/probe/who,    ROOT",
        "/probe/../alpha/who,        ALPHA",
        "/alpha;x=1/who,             ALPHA",
        "/%61lpha/who,               ALPHA",
    })
    void eachSpellingOfAPathBelongsToAtMostOneTenant(String path, Realm realm) {
        Realm other = realm == Realm.ROOT ? Realm.ALPHA : Realm.ROOT;
        assertThat(answer(path, cookie(other.session("alice")))).isIn("400", "401");
        assertThat(answer(path, cookie(realm.session("alice")))).isIn("400", "404", "alice");
    }

    @Test
    void logoutEndsOnlyTheSessionOfItsTenant() {
        String[] root = cookie(Realm.ROOT.session("alice"));
        String[] alpha = cookie(Realm.ALPHA.session("alice"));
        assertThat(answer("/probe/who", root)).isEqualTo("alice");
        assertThat(answer("/alpha/who", alpha)).isEqualTo("alice");

        assertThat(App.call("POST", "/shop/alpha/logout", alpha).statusCode()).isEqualTo(204);

        assertThat(answer("/alpha/who", alpha)).isEqualTo("401");
        assertThat(answer("/probe/who", root)).isEqualTo("alice");
    }
}
