package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;
import static org.journeyguard.it.App.httpSession;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user in each dispatch of a servlet, and the servlet's security methods. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ServletIT {
    private static final String ERROR_PAGE = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page><error-code>409</error-code><location>/probe/who</location></error-page>
            </web-app>
            """;
    private static final String ALICE = "alice remoteUser=alice authType=AM admin=true **=true *=false";
    private static final String NOBODY = "nobody remoteUser=null authType=null admin=false **=false *=false";

    @Deployment(testable = false)
    static WebArchive demoWithProbe() {
        return Wars.demo(Map.of("journey.paths.public", "/open/*"))
                .addClass(ProbeServlet.class)
                .addAsWebInfResource(new StringAsset(ERROR_PAGE), "web.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "/probe/who, REQUEST",
        "/open/who, REQUEST",
        "/probe/forward, FORWARD",
        "/open/forward, FORWARD",
        "/probe/include, INCLUDE",
        "/open/include, INCLUDE",
        "/probe/async, ASYNC",
        "/open/async, ASYNC",
        "/probe/error, ERROR",
        "/open/error, ERROR",
    })
    void eachDispatchHasTheUser(String path, String dispatch) {
        assertThat(App.get(path, cookie(alice())).body()).isEqualTo(ALICE + " dispatch=" + dispatch);
    }

    @Test
    void requestWithoutUserHasNoneInEachDispatch() {
        assertThat(App.get("/open/who").body()).isEqualTo(NOBODY + " dispatch=REQUEST");
        assertThat(App.get("/open/error").body()).isEqualTo(NOBODY + " dispatch=ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/forward", "/open/include"})
    void forwardAndIncludeWithoutUserDoNotReachProtectedTargets(String path) {
        HttpResponse<String> program = App.get(path);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.body()).doesNotContain("remoteUser");

        HttpResponse<String> person = App.get(path, PERSON);
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location")).contains("UI/Login");
    }

    @Test
    void servletLogoutEndsTheSession() {
        String token = alice();

        HttpResponse<String> response = App.get("/probe/logout", cookie(token));

        assertThat(response.body()).isEqualTo(NOBODY + " dispatch=REQUEST");
        assertThat(header(response, "Set-Cookie")).startsWith(AmRest.COOKIE + "=; Path=/; Max-Age=0");
        assertThat(Servers.am().rest().isValid(token)).isFalse();
        assertThat(App.get("/probe/who", cookie(token)).statusCode()).isEqualTo(401);
    }

    @Test
    void servletLoginFailsWithAnExplanation() {
        assertThat(App.get("/probe/login", cookie(alice())).statusCode()).isEqualTo(500);
    }

    @Test
    void authenticateRedirectsToSignInOrReturnsTheUser() {
        assertThat(App.get("/open/authenticate").statusCode()).isEqualTo(401);
        assertThat(App.get("/open/authenticate", PERSON).statusCode()).isEqualTo(302);
        assertThat(App.get("/open/authenticate", cookie(alice())).body()).startsWith(ALICE);
    }

    @Test
    void userWorksOnAnotherThreadAfterTheRequest() {
        String[] alice = cookie(alice());
        App.get("/probe/keep", alice);

        assertThat(App.get("/probe/kept", alice).body()).isEqualTo("alice[admin]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/probe/session", "/open/session"})
    void httpSessionOfAnotherUserIsReplaced(String path) {
        String alice = AmRest.COOKIE + "=" + alice();
        String httpSession = httpSession(App.get("/probe/session?mark=of-alice", "Cookie", alice));
        assertThat(App.get(path, "Cookie", alice + "; " + httpSession).body()).isEqualTo("of-alice");

        String bob = AmRest.COOKIE + "=" + bob();
        assertThat(App.get(path, "Cookie", bob + "; " + httpSession).body()).isEqualTo("null");
        assertThat(App.get(path, "Cookie", alice + "; " + httpSession).body()).isEqualTo("null");
    }

    @Test
    void logoutEndsTheHttpSession() {
        String alice = AmRest.COOKIE + "=" + alice();
        String httpSession = httpSession(App.get("/probe/session?mark=of-alice", "Cookie", alice));

        assertThat(App.call("POST", "/logout", "Cookie", alice + "; " + httpSession)
                        .statusCode())
                .isEqualTo(204);

        assertThat(App.get("/open/session", "Cookie", httpSession).body()).isEqualTo("null");
    }

    @Test
    void signInChangesTheIdOfTheHttpSession() {
        String before = httpSession(App.get("/open/session?mark=of-nobody"));

        HttpResponse<String> signedIn =
                App.get("/probe/session", "Cookie", AmRest.COOKIE + "=" + alice() + "; " + before);

        assertThat(signedIn.body()).isEqualTo("of-nobody");
        assertThat(httpSession(signedIn)).isNotEqualTo(before);
        assertThat(App.get("/open/session", "Cookie", before).body()).isEqualTo("null");
    }

    @Test
    void httpSessionFromBeforeTheSignInBelongsToTheUser() {
        String alice = AmRest.COOKIE + "=" + alice();
        HttpResponse<String> first = App.get("/open/session?mark=of-nobody");
        String fixated = httpSession(first);

        HttpResponse<String> known = App.get("/open/session-then-user?mark=of-alice", "Cookie", alice + "; " + fixated);

        assertThat(known.body()).isEqualTo("of-nobody alice");
        String own = httpSession(known);
        assertThat(own).isNotEqualTo(fixated);
        assertThat(App.get("/open/session", "Cookie", fixated).body()).isEqualTo("null");
        assertThat(App.get("/probe/session", "Cookie", AmRest.COOKIE + "=" + bob() + "; " + own)
                        .body())
                .isEqualTo("null");
    }

    @Test
    void requestWithoutUserDoesNotSeeTheHttpSessionOfAUser() {
        String alice = AmRest.COOKIE + "=" + alice();
        String httpSession = httpSession(App.get("/probe/session?mark=of-alice", "Cookie", alice));

        String[] likeAPreflight = {"Origin", "https://evil.example", "Access-Control-Request-Method", "PUT"};
        assertThat(App.call("OPTIONS", "/probe/x", likeAPreflight).body()).isEqualTo("no session");
        assertThat(App.call("OPTIONS", "/probe/x", and(likeAPreflight, "Cookie", httpSession))
                        .statusCode())
                .isEqualTo(401);
        assertThat(App.call("OPTIONS", "/probe/x;jsessionid=" + httpSession.split("=", 2)[1], likeAPreflight)
                        .body())
                .isEqualTo("no session");
        assertThat(App.call("POST", "/open/x", "Cookie", httpSession, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(App.get("/probe/session", "Cookie", alice + "; " + httpSession)
                        .body())
                .isEqualTo("of-alice");
        assertThat(App.get("/open/session", "Cookie", httpSession).body()).isEqualTo("null");
    }

    @Test
    void outageKeepsTheHttpSessionVisibleOnlyToItsToken() {
        String alice = AmRest.COOKIE + "=" + alice();
        String bob = AmRest.COOKIE + "=" + bob();
        String httpSession = httpSession(App.get("/probe/session?mark=of-alice", "Cookie", alice));

        Servers.proxy().set(new Fault.Reply(503, "text/plain", "busy"));
        HttpResponse<String> withBobs = App.get("/open/session", "Cookie", bob + "; " + httpSession);
        HttpResponse<String> withHerOwn = App.get("/open/session", "Cookie", alice + "; " + httpSession);
        Servers.proxy().heal();

        assertThat(withBobs.statusCode()).isEqualTo(503);
        assertThat(withHerOwn.body()).isEqualTo("of-alice");
        assertThat(App.get("/probe/session", "Cookie", alice + "; " + httpSession)
                        .body())
                .isEqualTo("of-alice");
    }

    @Test
    void errorPageKeepsUserAndHttpSession() {
        String alice = AmRest.COOKIE + "=" + alice();
        String httpSession = httpSession(App.get("/probe/session?mark=of-alice", "Cookie", alice));

        assertThat(App.get("/open/error", "Cookie", alice + "; " + httpSession).body())
                .startsWith(ALICE);

        assertThat(App.get("/open/session", "Cookie", alice + "; " + httpSession)
                        .body())
                .isEqualTo("of-alice");
    }

    @Test
    void logoutWithTwoSessionsEndsBoth() {
        String alice = alice();
        String bob = bob();

        assertThat(App.call("POST", "/logout", "Cookie", AmRest.COOKIE + "=" + alice + "; " + AmRest.COOKIE + "=" + bob)
                        .statusCode())
                .isEqualTo(204);

        assertThat(Servers.am().rest().isValid(alice)).isFalse();
        assertThat(Servers.am().rest().isValid(bob)).isFalse();
        assertThat(App.get("/probe/who", cookie(alice)).statusCode()).isEqualTo(401);
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String bob() {
        return Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }
}
