package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.bearer;
import static org.journeyguard.it.App.header;
import static org.journeyguard.it.Realm.CLIENT;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Attacks on JWTs of the real OpenAM, made from one of them and the keys that AM shows. One application leaves to AM what it
 * can't prove, one refuses it; a third asks AM about all tokens.
 */
class JwtAttacksIT {
    private static final String AUTO = "auto";
    private static final String JWT = "jwt";
    private static final String INTROSPECT = "introspect";

    private static final int KEY_IDS = 1_000;
    private static final int AT_ONCE = 20;
    /** How long AM's keys are not fetched anew, whatever keys tokens name. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static ServerProcess server;
    private static StolenTokens loot;

    @BeforeAll
    static void start() {
        server = Servers.payara("attacks", demo(AUTO), demo(JWT), demo(INTROSPECT));
        loot = loot();
    }

    private static WebArchive demo(String validation) {
        return Realm.ALPHA.demo(validation, CLIENT, Map.of("journey.oauth.validation", validation));
    }

    private static StolenTokens loot() {
        return StolenTokens.of(
                Realm.ALPHA.tokens(CLIENT, "openid profile"),
                URI.create(Servers.am().url() + "/oauth2/realms/root/realms/alpha/connect/jwk_uri"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(AUTO, JWT)
                .flatMap(validation -> Stream.of(Attack.values()).map(attack -> Arguments.of(validation, attack)));
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTO, JWT, INTROSPECT})
    void unchangedTokenIsAccepted(String validation) {
        assertPasses(validation);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void eachAttackIsRefused(String validation, Attack attack) {
        for (String token : attack.tokens(loot).toList()) {
            assertRefused(ask(validation, token));
        }
        assertPasses(validation);
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTO, JWT})
    void keyUrlInTheTokenIsNotFetched(String validation) throws IOException {
        AtomicInteger visits = new AtomicInteger();
        HttpServer evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        evil.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.close();
        });
        evil.start();
        try {
            String address = "http://localhost:" + evil.getAddress().getPort() + "/jwks";
            for (String name : List.of("jku", "x5u")) {
                assertRefused(ask(validation, loot.jwt().header(name, address).signedBy(StolenTokens.OWN)));
                assertRefused(ask(
                        validation,
                        loot.jwt().header(name, address).header("kid", "own").signedBy(StolenTokens.OWN)));
            }
        } finally {
            evil.stop(0);
        }
        assertThat(visits).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTO, JWT, INTROSPECT})
    void endedTokenIsRefusedInEachSpellingOfItsSignature(String validation) {
        StolenTokens ended = loot();
        assertThat(ask(validation, ended.accessToken()).statusCode()).isEqualTo(200);
        assertThat(App.call("POST", "/" + validation + "/api/token/revoke", bearer(ended.accessToken()))
                        .statusCode())
                .isEqualTo(204);

        assertRefused(ask(validation, ended.accessToken()));
        ended.respelt().forEach(token -> assertRefused(ask(validation, token)));
    }

    @ParameterizedTest
    @ValueSource(strings = {AUTO, JWT})
    void unknownKeyIdsCauseOneFetchPerHalfMinute(String validation) {
        assertPasses(validation);
        Servers.proxy().reset();
        long start = System.nanoTime();

        try (ParallelCalls<List<HttpResponse<String>>> crowd = ParallelCalls.start(
                AT_ONCE,
                member -> IntStream.range(0, KEY_IDS / AT_ONCE)
                        .mapToObj(i -> "random-" + validation + "-" + member + "-" + i)
                        .map(kid -> loot.jwt().header("kid", kid).signedBy(StolenTokens.OWN))
                        .map(token -> ask(validation, token))
                        .toList())) {
            assertThat(crowd.results().stream().flatMap(List::stream))
                    .hasSize(KEY_IDS)
                    .allSatisfy(JwtAttacksIT::assertRefused);
        }

        long pauses = Duration.ofNanos(System.nanoTime() - start).dividedBy(PAUSE);
        assertThat(Servers.proxy().count("/jwk_uri")).isLessThanOrEqualTo(1 + pauses);
        assertPasses(validation);
    }

    /** What neither fits into a header nor could be a token is for the container to answer, or to hang up on. */
    @ParameterizedTest
    @ValueSource(strings = {AUTO, JWT})
    void oversizedHeadersAffectNoOtherRequest(String validation) {
        String deep = loot.jwt()
                .rawPayload("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")
                .signedBy(StolenTokens.OWN);
        String megabyte = loot.jwt().claim("x", "x".repeat(1_000_000)).signedBy(StolenTokens.OWN);
        for (String token : List.of(deep, megabyte, "x".repeat(1_000_000), ".".repeat(1_000_000))) {
            RawHttp.Reply reply = RawHttp.send("GET", "/" + validation + "/api/me", bearer(token));
            assertThat(reply.status()).isNotEqualTo(200).isLessThan(500);
            assertPasses(validation);
        }
    }

    private static void assertPasses(String validation) {
        assertThat(ask(validation, loot.accessToken()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> ask(String validation, String token) {
        return App.get("/" + validation + "/api/me", bearer(token));
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
}
