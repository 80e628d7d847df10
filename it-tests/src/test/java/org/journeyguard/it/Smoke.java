package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.AmRest;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.smoke.FormServlet;
import org.journeyguard.it.smoke.SmokeApplication;
import org.journeyguard.it.smoke.SmokeBean;
import org.journeyguard.it.smoke.SmokeCalls;
import org.journeyguard.it.smoke.SmokeResource;
import org.journeyguard.it.smoke.SmokeServlet;
import org.journeyguard.it.smoke.SmokeSocket;
import org.journeyguard.it.smoke.SteadyPace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has to hold on each container; {@code docs/containers.md} lists the checks by their names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Smoke {
    private static final Redirecting REDIRECTING = new Redirecting();
    private static final Map<String, String> SETTINGS = Map.of(
            "journey.paths.public",
            "/open/*, /api/open/*, *.css, *.jsp",
            "journey.session.cache-ttl",
            "PT2S",
            "journey.oauth.client-id",
            Realm.CLIENT,
            "journey.oauth.client-secret",
            Provisioner.CLIENT_SECRET,
            "journey.outgoing.targets",
            REDIRECTING.url(),
            "journey.login.keep-posts",
            "true");
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <error-page><error-code>409</error-code><location>/page/who</location></error-page>
            </web-app>
            """;

    private final Container container;
    private ServerProcess server;

    Smoke(Container container) {
        this.container = container;
    }

    @BeforeAll
    void start() {
        server = Servers.on(container, completed(container.equip(Wars.empty("ROOT", SETTINGS))), "/open/who");
    }

    /** The application. */
    WebArchive completed(WebArchive war) {
        return war.addAsWebInfResource(new StringAsset(WEB_XML), "web.xml")
                .addAsWebResource(new StringAsset("a theme"), "themes/site.css")
                .addAsWebResource(new StringAsset("served by nobody"), "api/site.css")
                .addAsWebResource(new StringAsset("a page"), "page.jsp")
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "themes.jar")
                        .addAsResource(new StringAsset("of a library"), "META-INF/resources/library/site.css"))
                .addClasses(
                        SmokeApplication.class,
                        SmokeResource.class,
                        SmokeBean.class,
                        SmokeCalls.class,
                        SmokeServlet.class,
                        SteadyPace.class,
                        FormServlet.class,
                        SmokeSocket.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void mend() {
        Servers.proxy().heal();
    }

    static String[] alice() {
        return cookie(Realm.ROOT.session("alice"));
    }

    static String[] bob() {
        return cookie(Realm.ROOT.session("bob"));
    }

    static String body(String path, String... headers) {
        HttpResponse<String> response = App.get(path, headers);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body().strip();
    }

    private static int status(String path, String... headers) {
        return App.get(path, headers).statusCode();
    }

    @Test
    void aSignedInUserIsAllowed() {
        assertThat(body("/page/who", alice())).isEqualTo("alice true REQUEST");
        assertThat(body("/page/who", bob())).isEqualTo("bob false REQUEST");
    }

    @Test
    void aProgramWithoutCredentialsGets401() {
        HttpResponse<String> refused = App.get("/page/who");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(header(refused, "Content-Type")).startsWith("application/problem+json");
        assertThat(status("/api/closed/injected")).isEqualTo(401);
    }

    @Test
    void aBrowserIsSentToAmAndBack() {
        HttpResponse<String> sent = App.get("/page/who?x=1", PERSON);
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(header(sent, "Location")).startsWith(Servers.amPublicUrl() + "/UI/Login?realm=%2F&goto=");
    }

    @Test
    void aPostIsSentAgainAfterSigningIn() {
        String token = Realm.ROOT.session("alice");
        String form = "application/x-www-form-urlencoded";
        String note = "note=" + digest("Größe");
        assertThat(KeptPost.afterSignIn("/form/text?id=7", form, "note=Gr%C3%B6%C3%9Fe", token)
                        .body())
                .isEqualTo("by alice id=7 " + note);
        String parts = String.join(
                "\r\n",
                "--x",
                "Content-Disposition: form-data; name=\"note\"",
                "",
                "Größe",
                "--x",
                "Content-Disposition: form-data; name=\"file\"; filename=\"a.bin\"",
                "",
                "\u0001\u0002",
                "--x--",
                "");
        assertThat(KeptPost.afterSignIn("/form/files?id=7", "multipart/form-data; boundary=x", parts, token)
                        .body())
                .isEqualTo("by alice id=7 " + note + " note:null=" + digest("Größe") + " file:a.bin="
                        + digest("\u0001\u0002"));
        assertThat(KeptPost.afterSignIn("/api/closed/form", form, "note=a+b", token)
                        .body())
                .isEqualTo("alice a b");
        assertThat(KeptPost.afterSignIn("/api/closed/json", "application/json", "{\"a\":1}", token)
                        .body())
                .isEqualTo("alice {\"a\":1}");
    }

    private static String digest(String text) {
        return FormServlet.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() {
        String answer = body("/api/closed/calls?to=" + REDIRECTING.url(), alice());
        assertThat(REDIRECTING.lost()).isEmpty();
        assertThat(answer)
                .satisfiesAnyOf(
                        it -> assertThat(it).isEqualTo("302"),
                        it -> assertThat(it).contains("IllegalStateException").contains("follows redirects"));
    }

    @Test
    void aForgedCookieIsRefused() {
        assertThat(status("/page/who", cookie("made-up"))).isEqualTo(401);
    }

    @Test
    void aPublicPathIsOpenToAllAndKnowsTheUser() {
        assertThat(body("/open/who")).isEqualTo("null false REQUEST");
        assertThat(body("/open/who", alice())).isEqualTo("alice true REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/open/..;/page/who",
                "/open/../page/who",
                "/open/%2e%2e/page/who",
                "//page/who",
                "/open//../page/who",
                "/page;x=1/who",
                "/open;/../page/who",
                "/open/%252e%252e/page/who",
                "/open%2f..%2fpage/who",
                "/./page/who",
                "/page/who/",
                "/PAGE/who",
            })
    void noSpellingOfAPathBypassesProtection(String path) {
        HttpResponse<String> answer = App.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 404);
        assertThat(answer.body()).doesNotContain("REQUEST");
    }

    @Test
    void aSuffixMakesOnlyFilesPublic() {
        assertThat(body("/themes/site.css")).isEqualTo("a theme");
        assertThat(body("/library/site.css")).isEqualTo("of a library");
        for (String path : new String[] {"/themes/none.css", "/THEMES/site.css", "/api/site.css", "/page.jsp"}) {
            assertThat(status(path)).as(path).isEqualTo(401);
        }
        assertThat(App.call("POST", "/themes/site.css").statusCode()).isEqualTo(401);
    }

    @Test
    void rolesAllowOrDenyAccess() {
        assertThat(body("/api/closed/admin", alice())).isEqualTo("for administrators");
        HttpResponse<String> refused = App.get("/api/closed/admin", bob());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "WWW-Authenticate")).contains("insufficient_scope");
        assertThat(status("/api/open/admin")).isEqualTo(401);
    }

    @Test
    void methodsOfBeansAreProtected() {
        assertThat(body("/api/closed/bean", bob())).isEqualTo("for users");
        assertThat(body("/api/closed/bean/admin", alice())).isEqualTo("for administrators");
        assertThat(status("/api/closed/bean/admin", bob())).isEqualTo(403);
        assertThat(status("/api/open/bean")).isEqualTo(401);
        assertThat(status("/api/open/bean/admin", PERSON)).isEqualTo(302);
    }

    @Test
    void denyAllDeniesEveryCaller() {
        assertThat(status("/api/closed/denied", alice())).isEqualTo(403);
    }

    @Test
    void theUserIsInjected() {
        assertThat(body("/api/closed/injected", alice())).isEqualTo("alice of /");
        assertThat(body("/api/closed/injected", bob())).isEqualTo("bob of /");
        assertThat(status("/api/open/injected")).isEqualTo(401);
    }

    @Test
    void aResourceForAllCallersFindsTheUser() {
        assertThat(body("/api/open/whoever")).isEqualTo("nobody");
        assertThat(body("/api/open/whoever", bob())).isEqualTo("bob");
    }

    @Test
    void jaxRsKnowsTheUser() {
        assertThat(body("/api/closed/security-context", alice())).isEqualTo("alice true AM");
        assertThat(body("/api/closed/security-context", bob())).isEqualTo("bob false AM");
    }

    @Test
    void theUserIsTheSameOnAnotherThread() {
        assertThat(body("/api/closed/stage", alice())).isEqualTo("later alice [admin]");
        assertThat(body("/api/closed/resumed", bob())).isEqualTo("resumed bob");
    }

    @Test
    void eventsKnowTheUser() {
        assertThat(body("/api/closed/events", and(alice(), "Accept", "text/event-stream")))
                .contains("data: alice");
    }

    @Test
    void aResourceThatNeedsAUserSendsToSignIn() {
        assertThat(status("/api/open/sign-in-now")).isEqualTo(401);
        assertThat(status("/api/open/sign-in-now", PERSON)).isEqualTo(302);
    }

    @Test
    void anAccessTokenAuthenticatesAUserWithScope() {
        String[] writer = bearer(Realm.ROOT.token(Realm.CLIENT, "openid write"));
        String[] reader = bearer(Realm.ROOT.token(Realm.CLIENT, "openid"));
        assertThat(body("/api/closed/write", writer)).isEqualTo("written by alice");
        HttpResponse<String> refused = App.get("/api/closed/write", reader);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(header(refused, "WWW-Authenticate")).contains("scope=\"write\"");
    }

    @Test
    void aForgedAccessTokenIsRefusedWhateverTheCookie() {
        HttpResponse<String> refused = App.get("/page/who", and(bearer("made-up"), alice()));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void aSessionGetsATokenInTheBackground() {
        assertThat(body("/api/closed/token", alice())).isEqualTo("Bearer");
    }

    @Test
    void anErrorPageKnowsTheUser() {
        HttpResponse<String> error = App.get("/page/error", alice());
        assertThat(error.statusCode()).isEqualTo(409);
        assertThat(error.body()).isEqualTo("alice true ERROR");
    }

    @Test
    void anAsynchronousDispatchKnowsTheUser() {
        assertThat(body("/page/async", alice())).isEqualTo("alice true ASYNC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/forward", "/open/async"})
    void noDispatchBypassesAProtectedPath(String path) {
        HttpResponse<String> answer = App.get(path);
        assertThat(answer.statusCode()).isIn(401, 403);
        assertThat(answer.body()).doesNotContain("FORWARD").doesNotContain("ASYNC");
        assertThat(body(path, alice())).startsWith("alice true");
    }

    @Test
    void anotherSiteCannotUseTheCookie() {
        String[] foreign = and(alice(), "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
        assertThat(App.call("POST", "/page/who", foreign).statusCode()).isEqualTo(403);
        assertThat(App.call("POST", "/logout", foreign).statusCode()).isEqualTo(403);
    }

    @Test
    void theHttpSessionBelongsToItsUser() {
        HttpResponse<String> first = App.get("/page/mark", alice());
        assertThat(first.body()).isEqualTo("null");
        String stolen = App.httpSession(first);
        String bobs = AmRest.COOKIE + "=" + Realm.ROOT.session("bob");
        assertThat(App.get("/page/mark", "Cookie", bobs + "; " + stolen).body()).isEqualTo("null");
        assertThat(App.get("/open/mark", "Cookie", stolen).body()).isEqualTo("null");
    }

    @Test
    void aLogoutEndsTheSessionInTheApplicationAndAtAm() {
        String token = Realm.ROOT.session("alice");
        assertThat(status("/page/who", cookie(token))).isEqualTo(200);
        HttpResponse<String> out = App.call("POST", "/logout", cookie(token));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(status("/page/who", cookie(token))).isEqualTo(401);
        assertThat(Servers.am().rest().isValid(token)).isFalse();
    }

    @Test
    void aServletSignsTheUserOut() {
        String token = Realm.ROOT.session("bob");
        assertThat(body("/page/logout", cookie(token))).isEqualTo("null false REQUEST");
        assertThat(Servers.am().rest().isValid(token)).isFalse();
    }

    @Test
    void aSessionThatEndsAtAmEndsInTheApplicationWithinTheCacheTtl() {
        String token = Realm.ROOT.session("bob");
        assertThat(status("/page/who", cookie(token))).isEqualTo(200);
        Servers.am().rest().logout(token);
        Await.until("it is noticed", () -> status("/page/who", cookie(token)) == 401);
    }

    @Test
    void duringAnAmOutageNewSessionsGet503AndNoUserIsSentToSignIn() {
        String known = Realm.ROOT.session("alice");
        String unknown = Realm.ROOT.session("bob");
        assertThat(status("/page/who", cookie(known))).isEqualTo(200);
        Servers.proxy().refuse();
        HttpResponse<String> silent = App.get("/page/who", and(PERSON, cookie(unknown)));
        assertThat(silent.statusCode()).isEqualTo(503);
        assertThat(header(silent, "Retry-After")).isNotEmpty();
        assertThat(status("/open/who")).isEqualTo(200);
        Servers.proxy().heal();
        Await.until("AM is asked again", () -> status("/page/who", cookie(unknown)) == 200);
        assertThat(status("/page/who", cookie(known))).isEqualTo(200);
    }

    @Test
    void aWebSocketNeedsAUserAndKnowsThem() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                answer.complete(data.toString());
                return CompletableFuture.completedStage(null);
            }
        };
        WebSocket socket = App.socket("/socket", listener, alice()).get(20, TimeUnit.SECONDS);
        socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("hello alice");
        socket.abort();
        CompletableFuture<WebSocket> nobody = App.socket("/socket", listener);
        assertThat(nobody.handle((opened, failure) -> failure instanceof CompletionException
                                ? String.valueOf(failure.getCause())
                                : String.valueOf(failure))
                        .get(20, TimeUnit.SECONDS))
                .contains("WebSocketHandshakeException");
    }

    @ParameterizedTest
    @CsvSource({"/page/stream, LOGOUT", "/page/stream, AT_AM", "/api/closed/stream, LOGOUT", "/api/closed/stream, AT_AM"
    })
    void aStreamOfEventsEndsWithTheSession(String path, SessionEnd end) {
        String token = Realm.ROOT.session("alice");
        Stream mine = new Stream(path, cookie(token));
        Stream others = new Stream(path, bob());
        mine.awaitEvents(2);
        others.awaitEvents(2);
        end.of(token, AmRest.COOKIE + "=" + token);
        Await.until("it ends", mine::isOver);
        int told = others.events.get();
        others.awaitEvents(told + 2);
        assertThat(others.isOver()).isFalse();
        others.close();
    }

    /** Events that a client receives. */
    private final class Stream implements Flow.Subscriber<String> {
        private final AtomicInteger events = new AtomicInteger();
        private final CompletableFuture<HttpResponse<Void>> response;
        private volatile Flow.@Nullable Subscription subscription;

        Stream(String path, String[] cookie) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(Servers.appUrl() + path))
                    .header(cookie[0], cookie[1])
                    .header("Accept", "text/event-stream")
                    .build();
            response = App.http().sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(this));
        }

        void awaitEvents(int count) {
            Await.until(() -> "events come. " + state(), () -> events.get() >= count || isOver());
            assertThat(events).as(this::state).hasValueGreaterThanOrEqualTo(count);
        }

        private String state() {
            return events + " came, " + response + "; the server's log ends:\n" + server.tail();
        }

        boolean isOver() {
            return response.isDone();
        }

        void close() {
            Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription flow) {
            subscription = flow;
            flow.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data:")) {
                events.incrementAndGet();
            }
        }

        @Override
        public void onError(Throwable failure) {
            // the response ends with it
        }

        @Override
        public void onComplete() {
            // the response ends with it
        }
    }

    /** How a session ends. */
    enum SessionEnd {
        LOGOUT,
        LOGOUT_WITH_ITS_HTTP_SESSION,
        AT_AM;

        /**
         * @param cookies of a browser that has also an HttpSession
         */
        void of(String token, String cookies) {
            switch (this) {
                case LOGOUT ->
                    assertThat(App.call("POST", "/logout", cookie(token)).statusCode())
                            .isEqualTo(204);
                case LOGOUT_WITH_ITS_HTTP_SESSION ->
                    assertThat(App.call("POST", "/logout", "Cookie", cookies).statusCode())
                            .isEqualTo(204);
                case AT_AM -> Servers.am().rest().logout(token);
            }
        }
    }

    @Test
    void noTokenIsInTheLog() {
        String token = Realm.ROOT.session("alice");
        status("/page/who", cookie(token));
        status("/page/who;jsessionid=told-to-nobody");
        status("/page/who%3Bjsessionid=told-to-nobody");
        App.call("POST", "/logout", cookie(token));
        assertThat(server.log()).doesNotContain(token, "told-to-nobody");
    }
}
