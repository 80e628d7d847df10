package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.AnythingResource;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.ResourceWitness;
import org.journeyguard.it.probe.Witness;
import org.journeyguard.it.proxy.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cookies, origins and counters as browsers and others send them, on a real container; a front controller has {@code /}. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RequestsIT {
    private static final String FRONT = """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <servlet>
            <servlet-name>front</servlet-name>
            <servlet-class>org.journeyguard.it.probe.ProbeServlet</servlet-class>
          </servlet>
          <servlet-mapping><servlet-name>front</servlet-name><url-pattern>/</url-pattern></servlet-mapping>
        </web-app>
        """;
    private static final String EVIL = "https://evil.example";
    private static final String PARTNER = "https://partner.example";
    private static final String NAME = AmRest.COOKIE;
    private static final String PREFLIGHT = "Access-Control-Request-Method";

    private static String alice = "";
    private static String bob = "";

    @Deployment(testable = false)
    static WebArchive demoWithFrontController() {
        return Wars.demo(Map.of(
                        "journey.paths.public", "/open/*, /static/*, /api/hello, *.css",
                        "journey.csrf.allowed-origins", PARTNER,
                        "journey.am.cookie-name", NAME))
                .addClasses(ProbeServlet.class, Witness.class, ResourceWitness.class, AnythingResource.class)
                .addAsWebInfResource(new StringAsset(FRONT), "web.xml");
    }

    /** The name of the cookie is configured here, so the first logout is when AM is asked for its domains. */
    @BeforeAll
    static void amNamesDomainsAtTheFirstLogoutAndTwoSignIn() {
        Servers.proxy()
                .set(new Fault.Reply(
                        200,
                        "application/json",
                        "{\"cookieName\":\"" + NAME + "\",\"domains\":[\".localhost\",\".host\",\"evil.example\"]}"));
        App.call("POST", "/logout");
        Servers.proxy().heal();
        alice = Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
        bob = Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }

    @Test
    void logoutExpiresTheCookieForTheHostAndItsDomains() {
        List<String> cookies = App.call("POST", "/logout").headers().allValues("Set-Cookie");

        String expired = NAME + "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly";
        assertThat(cookies).containsExactly(expired, expired + "; Domain=localhost");
    }

    /** What the own page, another site's or a program sends; with no cookie, AM's, a worthless one, or some other. */
    @ParameterizedTest
    @CsvSource({
        "                    ,             , own",
        "                    , same-origin , own",
        "                    , none        , own",
        "                    , same-site   , foreign",
        "                    , cross-site  , foreign",
        "                    , SAME-ORIGIN , foreign",
        "own                 ,             , own",
        "own                 , same-origin , own",
        "own                 , cross-site  , foreign",
        "https://evil.example,             , foreign",
        "https://evil.example, same-origin , foreign",
        "https://evil.example, none        , foreign",
        "https://evil.example, cross-site  , foreign",
        "null                ,             , foreign",
        "null                , same-origin , foreign",
        "http://localhost    ,             , foreign",
        "https://partner.example,            , own",
        "https://partner.example, cross-site , own"
    })
    void unsafeRequestsWithACookieNeedAnAllowedOrigin(@Nullable String origin, @Nullable String site, String whose) {
        List<String> sent = new ArrayList<>();
        if (origin != null) {
            sent.addAll(List.of("Origin", origin.equals("own") ? Servers.appUrl() : origin));
        }
        if (site != null) {
            sent.addAll(List.of("Sec-Fetch-Site", site));
        }
        String[] from = sent.toArray(String[]::new);
        for (String cookie : List.of("", is(alice), is("worthless"), "theme=dark")) {
            String[] headers = cookie.isEmpty() ? from : and(from, "Cookie", cookie);
            for (String method : List.of("GET", "OPTIONS", "POST", "PUT", "DELETE", "PROPFIND", "post")) {
                boolean isSafe = method.equals("GET") || method.equals("OPTIONS");
                boolean isRefused = whose.equals("foreign") && !isSafe && !cookie.isEmpty();
                List<Probe> probes = Probe.all(method, List.of("/probe/who", "/open/who"), headers);
                List<Boolean> reached =
                        probes.stream().map(probe -> !probe.reached().isEmpty()).toList();
                String what = method + " " + whose + " " + cookie.replace(alice, "alice");
                assertThat(reached).as(what).containsExactly(!isRefused && cookie.contains(alice), !isRefused);
                if (isRefused) {
                    assertThat(probes)
                            .as(what)
                            .filteredOn(probe -> !probe.isOurs(403))
                            .isEmpty();
                } else if (!cookie.contains(alice)) {
                    assertThat(probes.get(0).isOurs(401)).as(what).isTrue();
                }
            }
        }
    }

    @Test
    void crossSiteLogoutIsRefused() {
        for (String method : List.of("GET", "POST")) {
            for (String[] who : List.of(new String[0], cookie(alice), cookie("worthless"), PERSON)) {
                HttpResponse<String> logout = App.call(method, "/logout", and(who, "Origin", EVIL));
                assertThat(logout.statusCode()).isEqualTo(403);
                assertThat(header(logout, "Set-Cookie")).isEmpty();
            }
        }
        assertThat(App.call("PUT", "/logout", cookie(alice)).statusCode()).isEqualTo(405);
        assertThat(App.call("OPTIONS", "/logout", "Origin", EVIL, PREFLIGHT, "POST")
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
        assertThat(Servers.am().rest().isValid(alice)).isTrue();
        assertThat(App.get("/probe/who", cookie(alice)).statusCode()).isEqualTo(200);
    }

    @Test
    void handshakeIsNeverRedirectedAndRefusedForOtherOrigins() {
        String[] handshake = {
            "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="
        };
        assertThat(Probe.get("/probe/who", and(handshake, PERSON)).reply().status())
                .isEqualTo(401);
        assertThat(Probe.get("/probe/who", and(handshake, cookie(alice))).reached())
                .isNotEmpty();
        assertThat(Probe.get("/probe/who", and(and(handshake, cookie(alice)), "Origin", Servers.appUrl()))
                        .reached())
                .isNotEmpty();
        for (String path : List.of("/probe/who", "/open/who")) {
            for (String[] foreign :
                    List.of(new String[] {"Origin", EVIL}, new String[] {"Origin", "null"}, new String[] {
                        "Sec-Fetch-Site", "cross-site"
                    })) {
                Probe probe = Probe.get(path, and(and(handshake, cookie(alice)), foreign));
                assertThat(probe.reply().status()).isEqualTo(403);
                assertThat(probe.reached()).isEmpty();
            }
        }
    }

    @Test
    void preflightPassesWithoutUserAndOtherOptionsRequestsDoNot() {
        String[] preflight = {"Origin", EVIL, PREFLIGHT, "PUT"};
        Probe passed = Probe.of("OPTIONS", "/probe/who", preflight);
        assertThat(passed.reply().status()).isEqualTo(200);
        assertThat(passed.reply().body()).contains("no session");
        assertThat(passed.reached()).isNotEmpty();
        assertThat(Probe.of("OPTIONS", "/probe/who", and(preflight, cookie(alice)))
                        .reached())
                .isNotEmpty();

        for (String[] none : List.of(
                new String[] {"Origin", EVIL},
                new String[] {PREFLIGHT, "PUT"},
                and(preflight, cookie("worthless")),
                and(preflight, "Cookie", "theme=dark"),
                and(preflight, "Authorization", "Bearer x"))) {
            Probe probe = Probe.of("OPTIONS", "/probe/who", none);
            assertThat(probe.isOurs(401)).isTrue();
            assertThat(probe.reached()).isEmpty();
        }
        for (String method : List.of("GET", "HEAD", "options", "DELETE")) {
            assertThat(Probe.of(method, "/probe/who", preflight).reached()).isEmpty();
        }
        assertThat(Probe.of("OPTIONS", "/probe/..;/who", preflight).isOurs(400)).isTrue();
    }

    @Test
    void cookieIsFoundAtAnyPositionAndRepeated() {
        for (String[] same : List.of(
                cookies(is(alice)),
                cookies("a=b;" + is(alice) + ";c=d"),
                cookies("a=b", is(alice), "c=d"),
                cookies(is(alice) + "; " + is(alice)),
                cookies(is(alice), is(alice)),
                cookies(is(alice) + "; " + is('"' + alice + '"')),
                cookies(is("") + "; " + is(alice)),
                cookies("a=\"; " + is(alice)),
                cookies("a=\"x; " + is(alice) + "; y\""),
                new String[] {"cookie", is(alice)},
                new String[] {"COOKIE", is(alice)})) {
            assertThat(Probe.get("/probe/who", same).reply().body()).contains("alice remoteUser=alice");
        }
    }

    /** Among them one that hides in the quotes of another: RFC 6265 knows no quotes that could hold a semicolon. */
    @Test
    void twoDifferentCookiesAreRefused() {
        for (String[] two : List.of(
                cookies(is(alice) + "; " + is(bob)),
                cookies(is(bob), is(alice)),
                cookies(is(alice) + "; " + is("worthless")),
                cookies(is("\"") + "; " + is(alice)),
                cookies("a=\"x; " + is(bob) + "\"; " + is(alice)),
                cookies("a=\"x; " + is(bob) + "; y\"; " + is(alice)),
                cookies(is(alice) + "; a=\"x; " + is(bob) + "; y\""),
                cookies(is(alice), "a=\"x; " + is(bob) + "; y\""))) {
            Probe program = Probe.get("/probe/who", two);
            assertThat(program.reached()).isEmpty();
            assertThat(program.isOurs(401)).isTrue();
            assertThat(program.reply().header("Set-Cookie")).startsWith(NAME + "=; Path=/; Max-Age=0");
            RawHttp.Reply person = RawHttp.send("GET", "/probe/who", and(PERSON, two));
            assertThat(person.status()).isEqualTo(401);
            assertThat(person.body()).contains("Two sessions at once");
            assertThat(Probe.get("/open/who", two).reply().body()).contains("nobody remoteUser=null");
        }
    }

    @Test
    void lookalikesOfTheCookieAreRefusedWithoutACall() {
        List<String[]> lookalikes = new ArrayList<>();
        for (String name :
                List.of("X%s", "%sX", "x-%s", "__Host-%s", "$%s", "%s ", "%s\t", "\"%s\"", "a=%s", "%s%%3D", "a,%s")) {
            lookalikes.add(cookies(name.formatted(NAME) + "=" + alice));
        }
        for (String value : List.of(
                "%s x",
                "x %s",
                "%s,",
                "%s\\",
                "\"%s",
                "%s\"",
                "\"%s; x\"",
                "'%s'\"",
                "%s\u0001",
                "%s\u007f",
                "%s\u00e4",
                "%s\t.")) {
            lookalikes.add(cookies(is(value.formatted(alice))));
        }
        lookalikes.add(cookies(NAME.toLowerCase(Locale.ROOT) + "=" + alice));
        lookalikes.add(cookies(NAME.toUpperCase(Locale.ROOT) + "=" + alice));
        lookalikes.add(cookies("a=\"x; " + is(alice) + "\""));
        lookalikes.add(new String[] {"Cookie2", is(alice)});
        lookalikes.add(new String[] {NAME, alice});
        lookalikes.add(new String[] {"X-Cookie", is(alice)});

        Servers.proxy().reset();
        for (String[] lookalike : lookalikes) {
            Probe probe = Probe.get("/probe/who", lookalike);
            assertThat(probe.reached()).as(lookalike[1].replace(alice, "alice")).isEmpty();
            assertThat(probe.isOurs(401) || probe.isByContainer(400))
                    .as(lookalike[1].replace(alice, "alice"))
                    .isTrue();
        }
        assertThat(Servers.proxy().count("getSessionInfo")).isZero();
    }

    @Test
    void longCookieIsValidatedAndAnOversizedOneIsRejected() {
        assertThat(Probe.get("/probe/who", cookie("x".repeat(7_500))).isOurs(401))
                .isTrue();
        for (int length : new int[] {8_000, 8_001, 9_000, 70_000}) {
            Probe probe = Probe.get("/probe/who", cookies(is("x".repeat(length)) + "; " + is(alice)));
            assertThat(probe.reached()).isEmpty();
            assertThat(probe.reply().status()).isBetween(400, 499);
        }
    }

    private static String is(String value) {
        return NAME + "=" + value;
    }

    private static String[] cookies(String... headers) {
        String[] all = {};
        for (String header : headers) {
            all = and(all, "Cookie", header);
        }
        return all;
    }

    /** The cookie that counts how often a browser was sent to AM for the path that these tests ask for. */
    private static String counterCookie() {
        return header(App.get("/probe/who", PERSON), "Set-Cookie").split("=", 2)[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.%d", "99.%d", "99999.%d"})
    void forgedCounterDoesNotBlockSignIn(String forged) {
        String[] counter = {
            "Cookie", counterCookie() + "=" + forged.formatted(Instant.now().getEpochSecond())
        };
        assertThat(App.get("/probe/who", and(PERSON, counter)).statusCode()).isEqualTo(302);
        HttpResponse<String> back = App.get("/journey/callback?returned=%2Fprobe%2Fwho", and(PERSON, counter));
        assertThat(back.body())
                .contains("Sign-in is not working")
                .contains("goto=" + URLEncoder.encode(Servers.appUrl() + "/probe/who", StandardCharsets.UTF_8));
        assertThat(App.get("/probe/who", counter).body()).contains("Sign-in required");
        for (String path : List.of("/probe/who", "/journey/callback?returned=%2Fprobe%2Fwho&round=99")) {
            HttpResponse<String> let = App.get(path, and(PERSON, and(counter, cookie(alice))));
            assertThat(let.statusCode() == 302 ? header(let, "Location") : let.body())
                    .matches("(?s)alice.*|" + Servers.appUrl() + "/probe/who");
        }
        assertThat(App.get("/open/who", and(PERSON, counter)).body()).startsWith("nobody");
        assertThat(App.get("/journey/callback?returned=%2Fprobe%2Fwho&round=99", PERSON)
                        .statusCode())
                .as("a hand-written address")
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "x.y",
                "-1.%d",
                "3.-1",
                "3.99999999999",
                "2147483647.%d",
                "2147483648.%d",
                "3.%d.1",
                "3.%d%%20",
                "\"3.%d",
                "4.1"
            })
    void unknownCounterIsIgnored(String forged) {
        long now = Instant.now().getEpochSecond();
        String cookie = counterCookie();
        HttpResponse<String> sent = App.get("/probe/who", and(PERSON, "Cookie", cookie + "=" + forged.formatted(now)));
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(header(sent, "Set-Cookie")).startsWith(cookie + "=1.");
    }

    @Test
    void refusedCookieIsRedirectedThreeTimesAndThenExplained() {
        String counter = "";
        String address = "/probe/who";
        for (int i = 1; i <= 3; i++) {
            HttpResponse<String> sent = App.get(address, and(PERSON, "Cookie", is("worthless") + counter));
            assertThat(sent.statusCode()).isEqualTo(302);
            assertThat(header(sent, "Set-Cookie"))
                    .matches("journey-logins-[a-z0-9]+=" + i + "\\..*")
                    .contains("HttpOnly", "Max-Age=60");
            counter = "; " + header(sent, "Set-Cookie").split(";", 2)[0];
            address = App.wayBack(sent);
        }
        HttpResponse<String> told = App.get(address, and(PERSON, "Cookie", is("worthless") + counter));
        assertThat(told.statusCode()).isEqualTo(401);
        assertThat(told.body()).contains("journey.am.cookie-name", "journey.am.realm", "domain");
    }

    @Test
    void httpSessionNamedInThePathIsVisibleOnlyToItsOwner() {
        for (String[] other : List.of(new String[0], cookie(bob), cookie("worthless"))) {
            String path = "/open/session;jsessionid=" + httpSessionOfAlice();
            assertThat(App.get(path, cookie(alice)).body()).isEqualTo("of-alice");
            assertThat(App.get(path, other).body()).isEqualTo("null");
        }
    }

    private static String httpSessionOfAlice() {
        return App.get("/probe/session?mark=of-alice", cookie(alice)).headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .findFirst()
                .orElseThrow()
                .split("[=;]", 3)[1];
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x.css", "/a/b.css", "/probe/x.css", "/api/x.css"})
    void suffixDoesNotOpenServletsOrResources(String path) {
        assertThat(Probe.get(path).isOurs(401)).isTrue();
        assertThat(Probe.get(path, cookie(alice)).reached()).isNotEmpty();
        assertThat(Probe.get("/static/x.css").reached()).isEqualTo("front /static/x.css");
    }

    @Test
    void refusalResetsTheResponseButKeepsItsCookies() {
        HttpResponse<String> program = App.get("/open/sign-in-half-way");
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.body()).doesNotContain("half of");
        assertThat(header(program, "X-Half")).isEmpty();
        assertThat(names(program)).contains("kept", "JSESSIONID").doesNotHaveDuplicates();

        HttpResponse<String> person = App.get("/open/sign-in-half-way", PERSON);
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(names(person))
                .contains("kept", "JSESSIONID")
                .anyMatch(name -> name.startsWith("journey-logins-"))
                .doesNotHaveDuplicates();
    }

    private static List<String> names(HttpResponse<?> response) {
        return response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split("=", 2)[0])
                .toList();
    }
}
