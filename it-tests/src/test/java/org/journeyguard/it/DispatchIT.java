package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;
import static org.journeyguard.it.App.httpSession;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.DispatchServlet;
import org.journeyguard.it.probe.ExecutorServlet;
import org.journeyguard.it.probe.MappedServlet;
import org.journeyguard.it.probe.ProbeApplication;
import org.journeyguard.it.probe.ProbeResource;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.RootServlet;
import org.journeyguard.it.probe.ThrowServlet;
import org.journeyguard.it.probe.UserEnterpriseBean;
import org.journeyguard.it.probe.UserSocket;
import org.journeyguard.it.proxy.Fault;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a request moves on inside a server, in several applications on one. */
class DispatchIT {
    /** A context path with everything that context paths may hold. */
    private static final String STRANGE = "v1.0";

    private static final String STRANGE_PATH = "/my%20sp%C3%A4ti%20v1.0";
    private static final String STRANGE_XML =
            "<glassfish-web-app><context-root>/my sp\u00e4ti v1.0</context-root></glassfish-web-app>";
    private static final String ALICE = "alice remoteUser=alice authType=AM admin=true **=true *=false";
    private static final String NOBODY = "nobody remoteUser=null authType=null admin=false **=false *=false";
    private static final String SHOP_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>by-name</servlet-name>
                <servlet-class>org.journeyguard.it.probe.MappedServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>by-name</servlet-name>
                <url-pattern>/private/by-name</url-pattern>
              </servlet-mapping>
              <welcome-file-list><welcome-file>index.html</welcome-file></welcome-file-list>
              <error-page><error-code>401</error-code><location>/probe/who</location></error-page>
              <error-page><error-code>403</error-code><location>/probe/who</location></error-page>
              <error-page><error-code>404</error-code><location>/WEB-INF/missing.html</location></error-page>
              <error-page><error-code>409</error-code><location>/probe/who</location></error-page>
              <error-page><error-code>503</error-code><location>/probe/who</location></error-page>
              <error-page>
                <exception-type>java.lang.IllegalStateException</exception-type><location>/probe/who</location>
              </error-page>
            </web-app>
            """;
    private static final String MAPPED_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>mapped</servlet-name>
                <servlet-class>org.journeyguard.it.probe.MappedServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>mapped</servlet-name>
                %s
              </servlet-mapping>
            </web-app>
            """;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration ASYNC_TIMEOUT = Duration.ofSeconds(29);

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = Servers.payara(
                "dispatch",
                probes("shop", Map.of("journey.paths.public", "/, /open/*, /docs/*, /api/open/*"))
                        .addClasses(
                                ExecutorServlet.class, MappedServlet.class, UserSocket.class, UserEnterpriseBean.class)
                        .addClasses(ProbeApplication.class, ProbeResource.class)
                        .addAsWebResource(new StringAsset("root page"), "index.html")
                        .addAsWebResource(new StringAsset("docs page"), "docs/index.html")
                        .addAsWebResource(new StringAsset("private page"), "private/index.html")
                        .addAsWebResource(new StringAsset("private data"), "private/data.txt")
                        .addAsWebResource(new StringAsset("JSP for <%= request.getRemoteUser() %>"), "private/page.jsp")
                        .addAsWebInfResource(new StringAsset("view for ${pageContext.request.remoteUser}"), "view.jsp")
                        .addAsWebInfResource(new StringAsset("nothing here"), "missing.html")
                        .addAsWebInfResource(new StringAsset(SHOP_XML), "web.xml"),
                probes("alpha", Map.of("journey.am.realm", "/alpha", "journey.paths.public", "/open/*")),
                probes(
                                STRANGE,
                                Map.of(
                                        "journey.paths.public",
                                        "/, /open/*",
                                        "journey.app.url",
                                        Servers.appUrl() + STRANGE_PATH))
                        .addAsWebInfResource(new StringAsset(STRANGE_XML), "glassfish-web.xml"),
                mapped("mapped", "<url-pattern>*.do</url-pattern>").addClass(RootServlet.class),
                mapped("default", "<url-pattern>/</url-pattern>"),
                mapped("all", "<url-pattern>/*</url-pattern>"));
    }

    private static WebArchive probes(String context, Map<String, String> settings) {
        return Wars.empty(context, settings).addClasses(ProbeServlet.class, DispatchServlet.class, ThrowServlet.class);
    }

    private static WebArchive mapped(String context, String patterns) {
        return Wars.empty(context, Map.of("journey.paths.public", "/, *.do, *.css"))
                .addClasses(ProbeServlet.class, MappedServlet.class)
                .addAsWebInfResource(new StringAsset(MAPPED_XML.formatted(patterns)), "web.xml");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void healAm() {
        Servers.proxy().heal();
    }

    // dispatchers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/forward?to=/probe/who",
                "/forward?to=/probe/x/../who",
                "/forward?to=/open/../probe/who",
                "/forward?to=/open/%252e%252e/probe/who",
                "/forward?to=/probe/who%3Bx=y",
                "/forward?to=/WEB-INF/../probe/who",
                "/forward?to=/private/page.jsp",
                "/forward?to=/private/data.txt",
                "/forward?to=/private/",
                "/forward?to=/api/private/who",
                "/forward?to=/open/to/include%3Fto=/probe/who",
                "/forward?to=/open/to/forward%3Fto=/probe/who",
                "/include?to=/probe/who",
                "/include?to=/WEB-INF/../probe/who",
                "/include?to=/private/page.jsp",
                "/include?to=/private/data.txt",
                "/include?to=/open/to/include%3Fto=/probe/who",
                "/include?to=/open/to/forward%3Fto=/probe/who",
                "/async?to=/probe/who",
                "/async?to=/private/page.jsp",
                "/async?to=/private/data.txt",
                "/async?to=/open/to/forward%3Fto=/probe/who",
                "/async?to=/open/to/async%3Fto=/probe/who",
                "/async-wrapped?to=/probe/who",
                "/async-forward?to=/probe/who",
                "/forward?to=/open/to/async%3Fto=/probe/who",
            })
    void dispatchWithoutUserDoesNotReachProtectedTargets(String way) {
        for (String path : new String[] {"/shop/open/to" + way, STRANGE_PATH + "/open/to" + way}) {
            HttpResponse<String> program = answer(path);
            assertThat(program.statusCode()).as(path).isEqualTo(401);
            assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
            assertThat(program.body()).doesNotContain("remoteUser", "private", "JSP");
        }

        HttpResponse<String> person = answer("/shop/open/to" + way, PERSON);
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location")).contains("UI/Login");
        assertThat(person.body()).isEmpty();
    }

    /**
     * The answer; the second one where Payara has lost a dispatch. Of those that an asynchronous dispatch begins it loses one in
     * about 1,500, without any filter as well, and gives up after 30 seconds.
     */
    private static HttpResponse<String> answer(String path, String... headers) {
        long start = System.nanoTime();
        HttpResponse<String> first = App.get(path, headers);
        boolean isLost = first.statusCode() == 500 && System.nanoTime() - start > ASYNC_TIMEOUT.toNanos();
        return isLost ? App.get(path, headers) : first;
    }

    @ParameterizedTest
    @CsvSource({
        "/forward?to=/probe/who, FORWARD",
        "/forward?to=/open/who, FORWARD",
        "/forward?to=/open/to/forward%3Fto=/probe/who, FORWARD",
        "/async?to=/probe/who, ASYNC",
        "/async?to=/open/to/async%3Fto=/probe/who, ASYNC",
        "/async?to=/open/to/forward%3Fto=/probe/who, FORWARD",
        "/async-wrapped?to=/probe/who, ASYNC",
        "/async-again, ASYNC",
        "/async-forward?to=/probe/who, FORWARD",
        "/forward?to=/open/to/async%3Fto=/probe/who, ASYNC",
    })
    void dispatchKeepsTheUser(String way, String dispatch) {
        String[] alice = cookie(alice());

        for (String area : new String[] {"/open", "/probe"}) {
            assertThat(answer("/shop" + area + "/to" + way, alice).body()).isEqualTo(ALICE + " dispatch=" + dispatch);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/async-seen", "/forward?to=/open/to/async-seen", "/async?to=/open/to/async-seen"})
    void requestOfAnAsyncContextHasTheUser(String way) {
        assertThat(answer("/shop/open/to" + way, cookie(alice())).body()).startsWith(ALICE);
    }

    @Test
    void preflightIsNotDispatchedToProtectedTargets() {
        String[] preflight = {"Origin", "https://evil.example", "Access-Control-Request-Method", "PUT"};

        assertThat(App.call("OPTIONS", "/shop/probe/to/async-again", preflight).body())
                .isEqualTo(NOBODY + " dispatch=ASYNC");
        for (String way : new String[] {"forward", "include", "async", "async-forward"}) {
            HttpResponse<String> response = App.call("OPTIONS", "/shop/probe/to/" + way + "?to=/probe/who", preflight);
            assertThat(response.statusCode()).as(way).isEqualTo(401);
            assertThat(response.body()).doesNotContain("remoteUser");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/include?to=/probe/who, before " + ALICE + " dispatch=INCLUDE after",
        "/include?to=/private/data.txt, before private data after",
        "/include?to=/WEB-INF/view.jsp, before view for alice after",
        "/include?to=/open/to/include%3Fto=/probe/who, before before " + ALICE + " dispatch=INCLUDE after after",
        "/include-by-name?to=by-name, PATH alice",
        "/forward-by-name?to=by-name, PATH alice",
        "/forward?to=/private/page.jsp, JSP for alice",
        "/forward?to=/private/, private page",
        "/forward?to=/WEB-INF/view.jsp, view for alice",
        "/forward?to=/api/private/who, alice",
        "/async?to=/private/page.jsp, JSP for alice",
    })
    void chainsOfDispatchesKeepTheUser(String way, String body) {
        assertThat(App.get("/shop/open/to" + way, cookie(alice())).body()).isEqualTo(body);
    }

    /** Views are out of reach for requests, and a dispatch by name keeps its path. */
    @ParameterizedTest
    @CsvSource({
        "/forward?to=/open/who, " + NOBODY + " dispatch=FORWARD",
        "/forward?to=/docs/, docs page",
        "/forward?to=/, root page",
        "/forward?to=/WEB-INF/view.jsp, view for",
        "/forward?to=/api/open/who, nobody",
        "/forward-by-name?to=by-name, PATH null",
        "/include?to=/open/who, before " + NOBODY + " dispatch=INCLUDE after",
        "/include?to=/WEB-INF/view.jsp, before view for  after",
        "/include-by-name?to=by-name, PATH null",
        "/async?to=/open/who, " + NOBODY + " dispatch=ASYNC",
        "/async-again, " + NOBODY + " dispatch=ASYNC",
        "/async-seen, " + NOBODY + " dispatch=REQUEST",
        "/async-forward?to=/open/who, " + NOBODY + " dispatch=FORWARD",
    })
    void dispatchWithoutUserReachesPublicTargets(String way, String body) {
        assertThat(App.get("/shop/open/to" + way).body().strip()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/forward?to=/probe/who",
                "/include?to=/probe/who",
                "/async?to=/probe/who",
                "/async-forward?to=/probe/who"
            })
    void dispatchToAProtectedTargetDuringAnOutageGets503(String way) {
        String[] unknown = cookie(alice());
        Servers.proxy().set(new Fault.Reply(503, "text/plain", "busy"));

        HttpResponse<String> response = App.get("/shop/open/to" + way, unknown);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isNotEmpty();
        assertThat(response.body()).doesNotContain("remoteUser");
    }

    // error pages

    @Test
    void errorPageIsShownWithAndWithoutUser() {
        String[] alice = cookie(alice());

        for (String failure : new String[] {"/shop/open/error", "/shop/open/throw/other"}) {
            assertThat(App.get(failure).body()).isEqualTo(NOBODY + " dispatch=ERROR");
            assertThat(App.get(failure, alice).body()).isEqualTo(ALICE + " dispatch=ERROR");
        }
        assertThat(App.get("/shop/open/to/forward?to=/open/error", alice).body())
                .isEqualTo(ALICE + " dispatch=ERROR");
        assertThat(App.get("/shop/docs/missing").body()).isEqualTo("nothing here");
        assertThat(App.get("/shop/private/missing", alice).body()).isEqualTo("nothing here");
    }

    @Test
    void responsesOfTheFilterBypassErrorPages() {
        assertThat(App.get("/shop/private/missing").statusCode()).isEqualTo(401);
        HttpResponse<String> foreign =
                App.call("POST", "/shop/open/who", "Cookie", "x=y", "Origin", "https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        String[] unknown = cookie(alice());
        Servers.proxy().set(new Fault.Reply(503, "text/plain", "busy"));
        HttpResponse<String> silent = App.get("/shop/probe/who", unknown);
        assertThat(silent.statusCode()).isEqualTo(503);

        for (HttpResponse<String> each : List.of(App.get("/shop/probe/who"), foreign, silent)) {
            assertThat(header(each, "Content-Type")).startsWith("application/problem+json");
            assertThat(each.body()).doesNotContain("remoteUser");
        }
    }

    // exceptions

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/throw/plain",
                "/open/throw/wrapped",
                "/open/throw/io",
                "/open/to/forward?to=/open/throw/wrapped",
                "/open/to/include?to=/open/throw/wrapped",
                "/open/to/async?to=/open/throw/plain",
                "/open/to/async?to=/open/throw/wrapped",
            })
    void exceptionBecomesItsResponse(String path) {
        HttpResponse<String> program = App.get("/shop" + path);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
        assertThat(program.body()).doesNotContain("half");
        assertThat(header(program, "X-Half-Done")).isEmpty();

        HttpResponse<String> person = App.get("/shop" + path, PERSON);
        assertThat(person.statusCode()).isEqualTo(302);
        assertThat(header(person, "Location")).contains("UI/Login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/throw/silence", "/open/to/async?to=/open/throw/silence"})
    void exceptionForAnOutageIsA503WithItsRetryAfter(String path) {
        HttpResponse<String> response = App.get("/shop" + path);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("7");
        assertThat(header(response, "Set-Cookie")).isEqualTo("basket=7");
    }

    @Test
    void authenticateRespondsAfterTheApplicationHasBegunToWrite() {
        assertThat(App.get("/shop/open/throw/authenticate").statusCode()).isEqualTo(401);
        assertThat(App.get("/shop/open/throw/authenticate", PERSON).statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage", "resumed", "bean"})
    void exceptionFromJaxRsBecomesItsResponse(String how) {
        HttpResponse<String> program = App.get("/shop/api/open/" + how);
        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(header(program, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(header(program, "Content-Type")).startsWith("application/problem+json");
    }

    // paths

    @Test
    void folderHasTheProtectionOfItsPath() {
        assertThat(App.get("/shop").headers().firstValue("Location").orElse("")).endsWith("/shop/");
        assertThat(App.get("/shop/").body()).isEqualTo("root page");
        assertThat(header(App.get("/shop/docs"), "Location")).endsWith("/shop/docs/");
        assertThat(App.get("/shop/docs/").body()).isEqualTo("docs page");
        assertThat(App.get("/shop/private/").statusCode()).isEqualTo(401);
        assertThat(App.get("/shop/private/index.html").statusCode()).isEqualTo(401);
        assertThat(header(App.get("/shop/private/", PERSON), "Location"))
                .endsWith(URLEncoder.encode(Servers.appUrl() + "/shop/private/", StandardCharsets.UTF_8));
        assertThat(App.get("/shop/private/", cookie(alice())).body()).isEqualTo("private page");
    }

    @Test
    void contextPathWithSpecialCharactersIsProtected() {
        assertThat(App.get(STRANGE_PATH + "/open/who").body()).isEqualTo(NOBODY + " dispatch=REQUEST");
        assertThat(App.get(STRANGE_PATH + "/probe/who").statusCode()).isEqualTo(401);
        assertThat(App.get(STRANGE_PATH + "/probe/who", cookie(alice())).body()).isEqualTo(ALICE + " dispatch=REQUEST");
        assertThat(header(App.get(STRANGE_PATH + "/probe/who?a=b", PERSON), "Location"))
                .endsWith(
                        URLEncoder.encode(Servers.appUrl() + STRANGE_PATH + "/probe/who?a=b", StandardCharsets.UTF_8));
        assertThat(header(App.get(STRANGE_PATH + "/probe/who", PERSON), "Set-Cookie"))
                .contains("Path=" + STRANGE_PATH + ";");
        assertThat(App.call("POST", STRANGE_PATH + "/logout", and(PERSON, cookie(alice())))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void contextPathSpelledOtherwiseIsProtected() {
        for (String context : new String[] {"/%73hop", "/shop;x=y", "/./shop", "/docs/../shop", "//shop", "/shop/./"}) {
            assertThat(App.get(context + "/probe/who").body()).as(context).doesNotContain("remoteUser");
        }
        assertThat(App.get("/%73hop/probe/who", cookie(alice())).body()).isEqualTo(ALICE + " dispatch=REQUEST");
    }

    @ParameterizedTest
    @CsvSource({
        "/mapped/, 200, CONTEXT_ROOT null",
        "/mapped/any.do, 401,",
        "/mapped/below/any.do, 401,",
        "/default/, 200, DEFAULT null",
        "/default/any.do, 401,",
        "/default/any.css, 401,",
        "/default/any, 401,",
        "/all/, 200, PATH null",
        "/all/any.do, 401,",
        "/all/any.css, 401,",
        "/all/any, 401,",
    })
    void eachKindOfMappingIsProtected(String path, int status, String body) {
        HttpResponse<String> response = App.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        if (body != null) {
            assertThat(response.body()).isEqualTo(body);
        }
        assertThat(App.get(path, cookie(alice())).body()).endsWith(" alice");
    }

    // two applications

    @Test
    void eachApplicationHasItsConfigurationAndRealm() {
        String[] root = cookie(alice());
        String[] alpha = cookie(aliceOfAlpha());

        assertThat(App.get("/shop/probe/who", root).body()).startsWith(ALICE);
        assertThat(App.get("/alpha/probe/who", alpha).body()).startsWith(ALICE);
        assertThat(App.get("/shop/probe/who", alpha).statusCode()).isEqualTo(401);
        assertThat(App.get("/alpha/probe/who", root).statusCode()).isEqualTo(401);
        assertThat(App.get("/alpha/probe/who", and(PERSON, root)).body()).contains("Signed in elsewhere");
        assertThat(App.get("/alpha/docs/index.html").statusCode()).isEqualTo(401);
    }

    @Test
    void sessionEndedInOneApplicationIsRefusedInOthers() {
        String[] alice = cookie(alice());
        App.get("/shop/probe/who", alice);

        assertThat(App.call("POST", "/shop/logout", alice).statusCode()).isEqualTo(204);

        assertThat(App.get("/shop/probe/who", alice).statusCode()).isEqualTo(401);
        assertThat(App.get("/all/any", alice).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"context-forward", "context-include", "context-async"})
    void verdictOfOneApplicationDoesNotApplyInTheOther(String way) {
        String toAlpha = "/shop/open/to/" + way + "?context=/alpha&to=";
        String[] root = cookie(alice());
        String[] alpha = cookie(aliceOfAlpha());

        for (String[] stranger : new String[][] {{}, root}) {
            for (String area : new String[] {"/shop/open/to/", "/shop/probe/to/"}) {
                HttpResponse<String> refused = App.get(area + way + "?context=/alpha&to=/probe/who", stranger);
                assertThat(refused.statusCode()).isNotEqualTo(200);
                assertThat(refused.body()).doesNotContain("remoteUser");
            }
        }
        assertThat(App.get(toAlpha + "/open/who", root).body()).contains(NOBODY);
        assertThat(App.get(toAlpha + "/open/who", alpha).body()).contains(ALICE);
        assertThat(App.get(toAlpha + "/probe/who", alpha).body()).contains(ALICE);
        assertThat(App.get(toAlpha + "/open/to/forward%3Fto=/probe/who", root).body())
                .doesNotContain("remoteUser");
    }

    @Test
    void httpSessionOfOneApplicationIsUnknownInTheOther() {
        String root = AmRest.COOKIE + "=" + alice();
        String alpha = AmRest.COOKIE + "=" + aliceOfAlpha();
        String ofShop = httpSession(App.get("/shop/probe/session?mark=of-shop", "Cookie", root));

        assertThat(App.get("/alpha/probe/session", "Cookie", alpha + "; " + ofShop)
                        .body())
                .isEqualTo("null");
        assertThat(App.get("/alpha/open/session", "Cookie", ofShop).body()).isEqualTo("null");
        assertThat(App.get("/shop/probe/session", "Cookie", root + "; " + ofShop)
                        .body())
                .isEqualTo("of-shop");
    }

    // other threads

    @Test
    void capturedUserWorksOnAManagedExecutor() {
        String[] alice = cookie(alice());

        assertThat(App.get("/shop/probe/executor/captured", alice).body()).isEqualTo("alice[admin]");
        assertThat(App.get("/shop/open/executor/captured", alice).body()).isEqualTo("alice[admin]");
        App.get("/shop/open/executor/later", alice);
        assertThat(App.get("/shop/open/executor/over").body()).isEqualTo("alice[admin]");
    }

    @Test
    void injectedUserIsAbsentOnAManagedExecutor() {
        String[] alice = cookie(alice());

        assertThat(App.get("/shop/probe/executor/injected", alice).body()).contains("ContextNotActiveException");
        assertThat(App.get("/shop/probe/executor/current", alice).body()).contains("ContextNotActiveException");
    }

    @Test
    void serverSentEventsHaveTheUser() {
        assertThat(App.get("/shop/api/open/events").body()).contains("data: nobody nobody", "data: later null");
        for (String path : new String[] {"/shop/api/open/events", "/shop/api/private/events"}) {
            assertThat(App.get(path, cookie(alice())).body())
                    .contains("data: alice alice", "data: later alice of realm /");
        }
        assertThat(App.get("/shop/api/private/events").statusCode()).isEqualTo(401);
    }

    // WebSocket

    @Test
    void webSocketHasTheUser() throws Exception {
        String alice = AmRest.COOKIE + "=" + alice();

        assertThat(echo("/shop/probe/socket", "Cookie", alice)).isEqualTo("hello alice true alice[admin]");
        assertThat(echo("/shop/probe/socket", "Cookie", alice, "Origin", Servers.appUrl()))
                .isEqualTo("hello alice true alice[admin]");
        assertThat(echo("/shop/open/socket", "Cookie", alice)).isEqualTo("hello alice true alice[admin]");
        assertThat(echo("/shop/open/socket")).isEqualTo("hello nobody false nobody");
    }

    @Test
    void handshakeWithoutUserGets401AndFromAnotherOrigin403() {
        String alice = AmRest.COOKIE + "=" + alice();

        assertThat(refusal("/shop/probe/socket")).isEqualTo(401);
        assertThat(refusal("/shop/probe/socket", "Accept", "text/html", "Sec-Fetch-Mode", "navigate"))
                .isEqualTo(401);
        assertThat(refusal("/shop/probe/socket", "Cookie", alice, "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(refusal("/shop/open/socket", "Cookie", alice, "Origin", "https://evil.example"))
                .isEqualTo(403);
    }

    private static int refusal(String path, String... headers) {
        return catchThrowableOfType(WebSocketHandshakeException.class, () -> echo(path, headers))
                .getResponse()
                .statusCode();
    }

    /** What the socket answers to "hello". */
    private static String echo(String path, String... headers) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                answer.complete(text.toString());
                return WebSocket.Listener.super.onText(from, text, last);
            }
        };
        WebSocket socket;
        try {
            socket = App.socket(path, listener, headers).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof WebSocketHandshakeException refused ? refused : e;
        }
        socket.sendText("hello", true).join();
        try {
            return answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String aliceOfAlpha() {
        return Servers.am().rest().login("/alpha", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }
}
