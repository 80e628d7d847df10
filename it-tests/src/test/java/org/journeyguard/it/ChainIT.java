package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole chain in realm {@code /}: the demo WAR on Payara Micro, a proxy, and the real OpenAM. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ChainIT {
    private static final String[] NOBODY = {};

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of());
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    /** Cookies that are no session of this realm. */
    enum Unaccepted {
        NONE,
        GARBAGE,
        UNKNOWN,
        LOGGED_OUT,
        ILLEGAL_CHARACTERS;

        String[] headers() {
            return switch (this) {
                case NONE -> NOBODY;
                case GARBAGE -> cookie("garbage=x==");
                case UNKNOWN -> cookie("AQIC5wM2LY4SfczNOTREAL.*AAJTSQACMDEAAlNLABM0MDExNzA5OTUwNTAyNjY0NjY3AAJTMQAA*");
                case LOGGED_OUT -> {
                    String token = alice();
                    Servers.am().rest().logout(token);
                    yield cookie(token);
                }
                case ILLEGAL_CHARACTERS -> cookie(alice() + ",x");
            };
        }
    }

    @Test
    void sessionOfTheRealmIsAuthenticated() {
        HttpResponse<String> response = App.get("/api/me", cookie(alice()));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject me = App.json(response);
        assertThat(me.getString("name")).isEqualTo("alice");
        assertThat(me.getString("realm")).isEqualTo("/");
        assertThat(me.getJsonArray("roles").toString()).isEqualTo("[\"admin\"]");
        assertThat(me.getJsonArray("scope")).isEmpty();
        JsonObject session = me.getJsonObject("session");
        assertThat(session.getString("successUrl")).isEqualTo("/openam/console");
        assertThat(session.getString("realm")).isEqualTo("/");
        Instant idle = Instant.parse(session.getString("idleExpiresAt"));
        Instant end = Instant.parse(session.getString("expiresAt"));
        assertThat(idle).isBetween(Instant.now().plus(Duration.ofMinutes(Provisioner.IDLE_MINUTES - 5)), end);
        assertThat(end).isBefore(Instant.now().plus(Duration.ofMinutes(Provisioner.SESSION_MINUTES + 1)));
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void quotedCookieIsTheSameSession() {
        assertThat(App.get("/api/me", cookie('"' + alice() + '"')).statusCode()).isEqualTo(200);
    }

    /** As AM writes its cookie where {@code com.iplanet.am.cookie.encode} is set. */
    @Test
    void percentEncodedCookieIsTheSameSession() {
        String token = alice();
        String[] encoded =
                cookie(URLEncoder.encode(token, StandardCharsets.UTF_8).replace("*", "%2A"));
        assertThat(App.get("/api/me", encoded).statusCode()).isEqualTo(200);

        App.call("POST", "/logout", cookie(token));

        assertThat(App.get("/api/me", encoded).statusCode()).isEqualTo(401);
    }

    @Test
    void administratorPathRequiresTheRole() {
        assertThat(App.get("/api/admin", cookie(alice())).body()).isEqualTo("Hello, administrator alice");

        HttpResponse<String> other = App.get("/api/admin", cookie(bob()));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(header(other, "WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\"");
        assertThat(header(other, "Content-Type")).startsWith("application/problem+json");

        assertThat(App.get("/api/admin").statusCode()).isEqualTo(401);
    }

    @Test
    void personWithoutTheRoleGetsAPage() {
        HttpResponse<String> response = App.get("/api/admin", and(PERSON, cookie(bob())));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(response.body()).contains("Not allowed");
    }

    @ParameterizedTest
    @EnumSource(Unaccepted.class)
    void requestWithoutSessionGetsTheDocumentedResponse(Unaccepted kind) {
        String[] presented = kind.headers();

        HttpResponse<String> program = App.get("/api/me", presented);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
        assertThat(App.json(program).getInt("status")).isEqualTo(401);

        HttpResponse<String> person = App.get("/account?tab=a%2Fb&x=1", and(PERSON, presented));
        assertThat(person.statusCode()).isEqualTo(302);
        String back = URLEncoder.encode(Servers.appUrl() + "/account?tab=a%2Fb&x=1", StandardCharsets.UTF_8);
        assertThat(header(person, "Location")).isEqualTo(Servers.am().url() + "/UI/Login?realm=%2F&goto=" + back);

        HttpResponse<String> form = App.call("POST", "/account", and(PERSON, presented));
        assertThat(form.statusCode()).isEqualTo(401);
        assertThat(header(form, "Content-Type")).startsWith("text/html");

        assertThat(App.get("/api/hello", presented).body()).isEqualTo("Hello, stranger");
        assertThat(App.get("/", presented).statusCode()).isEqualTo(200);
        assertThat(App.get("/health", presented).statusCode()).isEqualTo(200);
        assertThat(App.get("/static/demo.css", presented).statusCode()).isEqualTo(200);
    }

    @Test
    void sessionOfAnotherRealmIsRefusedWithoutALoginLoop() {
        String[] elsewhere =
                cookie(Servers.am().rest().login("/alpha", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD));

        assertThat(App.get("/api/me", elsewhere).statusCode()).isEqualTo(401);
        HttpResponse<String> person = App.get("/account", and(PERSON, elsewhere));
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(person.body()).contains("Signed in elsewhere");
        assertThat(App.get("/api/hello", elsewhere).body()).isEqualTo("Hello, stranger");
    }

    @Test
    void publicPathHasTheUser() {
        assertThat(App.get("/api/hello", cookie(alice())).body()).isEqualTo("Hello, alice");
    }

    @Test
    void pathBelowAPublicPathIsProtected() {
        assertThat(App.get("/api/hello/private").statusCode()).isEqualTo(401);
        assertThat(App.get("/api/hello;/private").statusCode()).isEqualTo(401);
        assertThat(App.get("/api/hello%3B/private").statusCode()).isEqualTo(400);
        assertThat(App.get("/api/hello/private", cookie(alice())).body()).isEqualTo("Hello, alice of /");
    }

    @Test
    void twoDifferentCookiesAreRefusedAndCleared() {
        String[] two = {"Cookie", AmRest.COOKIE + "=" + alice() + "; " + AmRest.COOKIE + "=" + bob()};

        HttpResponse<String> program = App.get("/api/me", two);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "Set-Cookie")).startsWith(AmRest.COOKIE + "=; Path=/; Max-Age=0");
        assertThat(App.get("/account", and(PERSON, two)).body()).contains("Two sessions at once");
        assertThat(App.get("/api/hello", two).body()).isEqualTo("Hello, stranger");
    }

    @Test
    void thirdReturnWithoutSessionShowsAPageWithTheCause() {
        String counter = "other=1";
        String address = "/account";
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> sent = App.get(address, and(PERSON, "Cookie", counter));
            assertThat(sent.statusCode()).isEqualTo(302);
            counter = header(sent, "Set-Cookie").split(";", 2)[0];
            address = App.wayBack(sent);
        }

        HttpResponse<String> page = App.get(address, and(PERSON, "Cookie", counter));

        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(page.body()).contains("journey.am.cookie-name", "journey.am.realm", "domain");
    }

    @Test
    void prefetchGets401WithoutCookies() {
        for (String purpose : List.of("prefetch", "prefetch;prerender")) {
            HttpResponse<String> early = App.get("/account", and(PERSON, "Sec-Purpose", purpose));
            assertThat(early.statusCode()).isEqualTo(401);
            assertThat(early.headers().allValues("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void crossSiteRequestWithTheCookieIsRefused() {
        String[] alice = cookie(alice());

        for (String[] foreign : List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"})) {
            assertThat(App.call("POST", "/api/me", and(alice, foreign)).statusCode())
                    .isEqualTo(403);
            assertThat(App.call("POST", "/logout", and(alice, foreign)).statusCode())
                    .isEqualTo(403);
            assertThat(App.get("/logout", and(alice, foreign)).statusCode()).isEqualTo(403);
        }

        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(200);
        assertThat(App.call("POST", "/logout", and(alice, "Origin", Servers.appUrl()))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void concurrentRequestsWithAnUncachedCookieMakeOneCall() {
        App.get("/api/me", cookie(bob()));
        AmProxy proxy = Servers.proxy();
        String[] cold = cookie(alice());

        proxy.reset();
        assertThat(statusesOfAThousand(cold)).containsOnly(200).hasSize(1_000);
        assertThat(proxy.count("getSessionInfo")).isEqualTo(1);
        assertThat(proxy.count("/sessions/")).isEqualTo(1);

        proxy.reset();
        assertThat(statusesOfAThousand(cold)).containsOnly(200).hasSize(1_000);
        assertThat(proxy.calls()).isEmpty();
    }

    private static List<Integer> statusesOfAThousand(String[] headers) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(App.http()
                    .sendAsync(App.request("GET", "/api/hello/private", headers), BodyHandlers.discarding())
                    .thenApply(HttpResponse::statusCode));
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void rolesAndSuccessUrlAreReadOnce() {
        String[] alice = cookie(alice());
        App.get("/api/me", alice);
        AmProxy proxy = Servers.proxy();

        proxy.reset();
        assertThat(App.get("/api/admin", alice).statusCode()).isEqualTo(200);
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(200);
        assertThat(proxy.calls()).isEmpty();
    }

    @Test
    void publicPathCallsAmOnlyIfTheApplicationReadsTheUser() {
        String[] alice = cookie(alice());
        AmProxy proxy = Servers.proxy();
        proxy.reset();

        assertThat(App.get("/", alice).statusCode()).isEqualTo(200);
        assertThat(App.get("/static/demo.css", alice).statusCode()).isEqualTo(200);
        assertThat(proxy.calls()).isEmpty();

        App.get("/api/hello", alice);
        assertThat(proxy.count("getSessionInfo")).isEqualTo(1);
    }

    @Test
    void logoutEndsTheSessionLocallyAndAtAm() {
        String token = alice();
        String[] alice = cookie(token);
        App.get("/api/me", alice);

        HttpResponse<String> logout = App.call("POST", "/logout", alice);

        assertThat(logout.statusCode()).isEqualTo(204);
        assertThat(header(logout, "Set-Cookie")).startsWith(AmRest.COOKIE + "=; Path=/; Max-Age=0");
        assertThat(Servers.am().rest().isValid(token)).isFalse();
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(401);
        assertThat(App.call("POST", "/logout", alice).statusCode()).isEqualTo(204);
    }

    @Test
    void logoutRedirectsOnlyToAllowedAddresses() {
        String home = Servers.appUrl() + "/";
        assertThat(logoutTo("")).isEqualTo(home);
        assertThat(logoutTo("?goto=%2Fstatic%2Fdemo.css")).isEqualTo(Servers.appUrl() + "/static/demo.css");
        for (String evil : List.of(
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "/%09/evil.example",
                "https:evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y")) {
            String encoded = URLEncoder.encode(evil, StandardCharsets.UTF_8);
            assertThat(logoutTo("?goto=" + encoded)).as(evil).isEqualTo(home);
        }
    }

    private static String logoutTo(String query) {
        HttpResponse<String> logout = App.call("POST", "/logout" + query, and(PERSON, cookie(alice())));
        assertThat(logout.statusCode()).isEqualTo(303);
        return header(logout, "Location");
    }

    @Test
    void logoutDuringAnOutageIsPermanent() {
        String token = alice();
        String[] alice = cookie(token);
        App.get("/api/me", alice);

        Servers.proxy().refuse();
        assertThat(App.call("POST", "/logout", alice).statusCode()).isEqualTo(202);
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(401);
        Servers.proxy().heal();

        assertThat(Servers.am().rest().isValid(token)).isTrue();
        assertThat(App.get("/api/me", alice).statusCode()).isEqualTo(401);
    }

    @Test
    void outageIsA503AndNeverALoginLoop() {
        String[] known = cookie(alice());
        App.get("/api/me", known);
        String[] unknown = cookie(bob());

        Servers.proxy().set(new Fault.Reply(500, "text/html", "<h1>no</h1>"));
        Await.until(
                "what AM said before the outage counts no longer",
                () -> App.get("/api/me", cookie("x.*AAJT*")).statusCode() == 503);

        HttpResponse<String> program = App.get("/api/me", unknown);
        assertThat(program.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(program, "Retry-After"))).isBetween(1, 60);
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
        HttpResponse<String> person = App.get("/account", and(PERSON, unknown));
        assertThat(person.statusCode()).isEqualTo(503);
        assertThat(person.body()).contains("Sign-in service unavailable");
        assertThat(App.get("/api/me", known).statusCode()).isEqualTo(200);
        assertThat(App.get("/api/hello", unknown).body()).isEqualTo("Hello, stranger");
    }

    @Test
    void cookiesThatBreakAmAffectOnlyTheirSender() {
        for (int i = 0; i < 30; i++) {
            // OpenAM answers 500 to a token whose second part it can't decode
            assertThat(App.get("/api/me", cookie("x" + i + ".*AAJT*")).statusCode())
                    .isEqualTo(401);
        }

        assertThat(App.get("/api/me", cookie(alice())).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc*def*", "AQIC5w.*AAJTSQACMDEAAlNLABM*"})
    void unreadableCookieLeadsToSignInWithFewCalls(String unreadable) {
        assertThat(Servers.am()
                        .rest()
                        .call("POST", "/json/sessions?_action=getSessionInfo", "resource=2.0", unreadable, "{}")
                        .status())
                .isEqualTo(500);
        Servers.proxy().reset();
        for (int i = 0; i < 25; i++) {
            assertThat(App.get("/account", and(PERSON, cookie(unreadable))).statusCode())
                    .isEqualTo(302);
            assertThat(App.get("/api/me", cookie(unreadable)).statusCode()).isEqualTo(401);
        }
        // a "no" is remembered for five seconds
        assertThat(Servers.proxy().count("getSessionInfo")).isLessThan(10);
    }

    @Test
    void unansweredRoleLookUpIsA503() {
        String[] alice = cookie(alice());
        assertThat(App.get("/api/hello/private", alice).statusCode()).isEqualTo(200);

        Servers.proxy().set(new Fault.Reply(503, "text/plain", "busy"));
        HttpResponse<String> silent = App.get("/api/admin", alice);
        Servers.proxy().heal();

        assertThat(silent.statusCode()).isEqualTo(503);
        assertThat(header(silent, "Retry-After")).isNotEmpty();
        assertThat(App.get("/api/admin", alice).statusCode()).isEqualTo(200);
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String bob() {
        return Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }
}
