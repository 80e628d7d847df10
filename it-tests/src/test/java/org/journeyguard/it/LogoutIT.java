package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.LogoutsServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.proxy.AmProxy;
import org.journeyguard.it.proxy.Fault;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of everything, on Payara Micro and the real OpenAM. */
class LogoutIT {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String CLIENT = Provisioner.DEMO_CLIENT;
    private static final String[] JSON = {"Accept", "application/json"};
    private static final AmProxy PROXY = Servers.proxy();
    private static final Queue<Told> TOLD = new ConcurrentLinkedQueue<>();

    private static HttpServer receiver;
    private static ServerProcess server;

    private record Told(String body, String signature) {}

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        receiver.createContext("/told", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            TOLD.add(new Told(body, exchange.getRequestHeaders().getFirst("X-Journey-Signature")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Map<String, String> settings = Map.of(
                "journey.logout.timeout",
                LIMIT.toString(),
                "journey.logout.notify",
                "http://localhost:" + receiver.getAddress().getPort() + "/told",
                "journey.logout.notify-secret",
                SECRET);
        WebArchive war = Realm.ROOT
                .demo("logout", CLIENT, settings)
                .addClasses(ProbeServlet.class, LogoutsServlet.class, LogoutsServlet.Heard.class);
        Servers.am().admit(Servers.appUrl() + "/logout");
        server = Servers.payara("logout", war);
    }

    @AfterAll
    static void stop() {
        server.close();
        receiver.stop(0);
    }

    @AfterEach
    void healAm() {
        PROXY.heal();
        TOLD.clear();
    }

    /** A user with tokens. */
    private record SignedIn(String session, String access, String refresh) {
        static SignedIn alice() {
            PROXY.reset();
            String session = Realm.ROOT.session(Provisioner.ADMIN_USER);
            assertThat(App.get("/logout/api/token", cookie(session)).statusCode())
                    .isEqualTo(200);
            var issued = PROXY.issued().get(0);
            return new SignedIn(session, issued.getString("access_token"), issued.getString("refresh_token"));
        }

        HttpResponse<String> signOut() {
            return App.call("POST", "/logout/sign-out", cookie(session));
        }

        /** What AM still knows of. */
        Set<String> alive() {
            Set<String> alive = new TreeSet<>();
            if (Servers.am().rest().isValid(session)) {
                alive.add("session");
            }
            if (Realm.ROOT.isActive(CLIENT, access)) {
                alive.add("access token");
            }
            if (Realm.ROOT.isActive(CLIENT, refresh)) {
                alive.add("refresh token");
            }
            return alive;
        }
    }

    @Test
    void reportStatesTheSuccessOfAllSteps() {
        SignedIn alice = SignedIn.alice();

        HttpResponse<String> page = alice.signOut();

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("You are signed out");
        for (String step : List.of("local", "tokens", "oidc-session", "listener LogoutEvents", "notice localhost")) {
            assertThat(page.body()).contains("<th scope=\"row\">" + step + "</th><td>done</td>");
        }
        assertThat(page.body()).contains("am-session");
        assertThat(alice.alive()).isEmpty();
        assertThat(App.get("/logout/api/me", cookie(alice.session())).statusCode())
                .isEqualTo(401);
        String[] bob = cookie(Realm.ROOT.session(Provisioner.PLAIN_USER));
        assertThat(App.get("/logout/logouts", bob).body()).contains("alice, session true, token true");
    }

    @Test
    void webhookIsSigned() throws GeneralSecurityException {
        SignedIn alice = SignedIn.alice();
        TOLD.clear();

        alice.signOut();

        assertThat(TOLD).hasSize(1);
        Told told = TOLD.remove();
        assertThat(told.body()).contains("\"user\":\"alice\"").doesNotContain(alice.session(), alice.access());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(told.signature())
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(told.body().getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "tokens,       /token/revoke,   500",
        "tokens,       /token/revoke,   hang",
        "tokens,       /token/revoke,   drop",
        "oidc-session, /endSession,     500",
        "oidc-session, /endSession,     hang",
        "oidc-session, /endSession,     drop",
        "am-session,   _action=logout,  500",
        "am-session,   _action=logout,  hang",
        "am-session,   _action=logout,  drop",
        "am-session,   /openam,         hang",
        "tokens,       /openam,         drop",
    })
    void failedStepsAreRetriedAndTheOthersRunInTime(String step, String part, String fault) {
        SignedIn alice = SignedIn.alice();
        PROXY.set(new Fault.Only(
                part,
                switch (fault) {
                    case "hang" -> new Fault.Hang();
                    case "drop" -> new Fault.Drop();
                    default -> new Fault.Reply(500, "application/json", "{}");
                }));

        long start = System.nanoTime();
        HttpResponse<String> page = alice.signOut();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(page.body())
                .contains("You are signed out here; elsewhere it is not confirmed yet")
                .contains("<th scope=\"row\">" + step + "</th><td>will be tried again:")
                .contains("<th scope=\"row\">local</th><td>done</td>");
        assertThat(took).isLessThan(LIMIT.plusSeconds(1));
        assertThat(App.get("/logout/api/me", cookie(alice.session())).statusCode())
                .isEqualTo(401);

        PROXY.heal();
        Set<String> alive = new TreeSet<>();
        Await.until(() -> "at AM there is still " + alive, () -> {
            alive.clear();
            return !alive.addAll(alice.alive());
        });
        assertThat(App.get("/logout/api/me", cookie(alice.session())).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token/revoke", "/endSession", "_action=logout"})
    void logoutPathReportsUnconfirmedSteps(String part) {
        for (String[] who : List.of(PERSON, JSON, new String[0])) {
            SignedIn alice = SignedIn.alice();
            PROXY.set(new Fault.Only(part, new Fault.Drop()));
            HttpResponse<String> answer = App.call("POST", "/logout/logout", and(who, cookie(alice.session())));
            PROXY.heal();
            if (who == PERSON) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("<h1>Signed out here only</h1>", "will try again in the background");
            } else if (who == JSON) {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("{\"outcome\":\"FAILURE\"", "\"result\":\"WILL_RETRY\"");
            } else {
                assertThat(answer.statusCode()).isEqualTo(202);
            }
            assertThat(App.get("/logout/api/me", cookie(alice.session())).statusCode())
                    .isEqualTo(401);
        }
        SignedIn alice = SignedIn.alice();
        assertThat(App.call("POST", "/logout/logout", and(JSON, cookie(alice.session())))
                        .body())
                .startsWith("{\"outcome\":\"SUCCESS\",\"steps\":[{\"name\":\"local\",\"result\":\"DONE\"},")
                .doesNotContain("localhost", "LogoutEvents");
    }

    @Test
    void crossSiteGetToTheLogoutPathAsksForConfirmation() {
        SignedIn alice = SignedIn.alice();

        HttpResponse<String> page = App.get("/logout/logout?goto=%2F", and(PERSON, cookie(alice.session())));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\" action=\"/logout/logout?goto=%2F\">");
        assertThat(Servers.am().rest().isValid(alice.session())).isTrue();
        HttpResponse<String> program = App.get("/logout/logout", cookie(alice.session()));
        assertThat(program.statusCode()).isEqualTo(405);
        assertThat(header(program, "Allow")).isEqualTo("POST");
        HttpResponse<String> meant =
                App.get("/logout/logout", and(PERSON, and(cookie(alice.session()), "Sec-Fetch-Site", "same-origin")));
        assertThat(meant.statusCode()).isEqualTo(303);
        assertThat(alice.alive()).isEmpty();
    }
}
