package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.container.TomcatServer;
import org.journeyguard.it.proxy.TcpProxy;
import org.journeyguard.redis.RedisServer;
import org.journeyguard.redis.WithRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The checks on two nodes of Tomcat that share state in Redis, and what happens when that is in trouble. */
@WithRedis
class TomcatRedisClusterIT extends RenewalClusterChecks {
    /** More than the timeout of calls to the engine, on a machine that is busy with other things. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    /** As many failures in a row open the circuit breaker. */
    private static final int ASKED = 5;
    // set before the nodes start
    @SuppressWarnings("NullAway.Init")
    private RedisServer redis;

    /** Between the first node and Redis. */
    @SuppressWarnings("NullAway.Init")
    private TcpProxy line;

    @Override
    List<? extends Container> containers() {
        return List.of(new TomcatServer(), new TomcatServer());
    }

    @Override
    @BeforeAll
    void start() {
        redis = RedisServer.start();
        line = new TcpProxy(redis.port());
        super.start();
    }

    @Override
    Map<String, String> engine(int node) {
        return Map.of(
                "journey.cluster",
                "redis",
                "journey.cluster.redis.url",
                node == 0 ? "redis://127.0.0.1:" + line.port() : redis.url(),
                "java.util.logging.config.file",
                Servers.logging().toString());
    }

    @Override
    Container another() {
        return new TomcatServer();
    }

    @Override
    StoredEntries entries() {
        return new RedisEntries(redis);
    }

    @Override
    @AfterAll
    void stop() {
        super.stop();
        line.close();
        redis.close();
    }

    @Test
    @Order(8)
    void sessionsEndedOnEitherSideOfAPartitionEndOnBothAfterwards() {
        String[] here = signIn(Credential.OWN_SESSION);
        String[] there = signIn(Credential.OWN_SESSION);
        String[] alice = signIn(Credential.OWN_SESSION);
        String[] bob = SignIn.begin(a, Realm.ROOT.session("bob")).finish(b);
        for (String[] user : List.of(here, there, alice, bob)) {
            assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);
        }
        line.cut();

        assertThat(a.signOut(here)).isIn(202, 204);
        assertThat(a.status(here)).isEqualTo(401);
        assertThat(b.signOut(there)).isIn(202, 204);
        assertThat(b.status(there)).isEqualTo(401);
        assertEachIsThemself(alice, bob);

        line.mend();
        Await.until("the other node learns what the one has ended", () -> b.status(here) == 401);
        Await.until("the node learns what the other has ended", () -> a.status(there) == 401);
        assertThat(a.status(here)).isEqualTo(401);
        assertThat(b.status(there)).isEqualTo(401);
        assertEachIsThemself(alice, bob);
        awaitSignIn(a);
    }

    private void assertEachIsThemself(String[] alice, String[] bob) {
        for (Endpoint node : List.of(a, b)) {
            assertThat(node.who(alice).body()).isEqualTo("alice");
            assertThat(node.who(bob).body()).isEqualTo("bob");
        }
    }

    @Test
    @Order(9)
    void noRequestWaitsLongerThanTheTimeoutWhileRedisHangs() {
        String[] known = Credential.OWN_SESSION.signIn(b, a);
        String[] leaving = signIn(Credential.OWN_SESSION);
        assertThat(List.of(a.status(leaving), b.status(leaving))).containsOnly(200);
        String[] atAm = cookie(Realm.ROOT.session("bob"));
        SignIn begun = SignIn.begin(a, Realm.ROOT.session("alice"));
        redis.freeze();
        try {
            assertThat(soon(() -> a.status(known))).isEqualTo(200);
            try (ParallelCalls<HttpResponse<String>> unsure =
                    ParallelCalls.start(ASKED, i -> soon(() -> b.who(known)))) {
                unsure.results().forEach(TomcatRedisClusterIT::assertAskedToComeBack);
            }
            Await.until("the node does without Redis", () -> {
                Timed refused = Timed.of(() -> assertAskedToComeBack(b.who(known)));
                return refused.length().compareTo(Nodes.ENGINE_TIMEOUT) < 0;
            });
            assertThat(List.of(soon(() -> a.status(atAm)), soon(() -> b.status(atAm))))
                    .containsOnly(200);
            assertThat(soon(() -> begun.answer(b)).statusCode()).isEqualTo(503);
            assertThat(soon(() -> a.signOut(leaving))).isIn(202, 204);
            assertThat(a.status(leaving)).isEqualTo(401);
        } finally {
            redis.thaw();
        }
        Await.until("Redis is asked again", () -> b.status(known) == 200);
        Await.until("the other node learns what has ended", () -> b.status(leaving) == 401);
    }

    /** Does something that may take a little longer than a call to the engine. */
    private static <T> T soon(Supplier<T> call) {
        long begun = System.nanoTime();
        T result = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORT);
        return result;
    }

    @Test
    @Order(10)
    void onlySessionsKnownToTheNodeAreAcceptedDuringAnOutageOfRedis() {
        String atAm = Realm.ROOT.session("alice");
        String[] own = SignIn.begin(b, atAm).finish(a);
        String[] leaving = signIn(Credential.AM_COOKIE);
        assertThat(b.status(leaving)).isEqualTo(200);
        String[] stranger = cookie(Realm.ROOT.session("bob"));
        List<String[]> ended = List.of(signIn(Credential.OWN_SESSION), signIn(Credential.AM_COOKIE));
        ended.forEach(user -> refusedAfterLogout(user, 204, 202));
        redis.kill();

        assertThat(a.status(own)).isEqualTo(200);
        assertAskedToComeBack(b.who(own));
        assertAskedToComeBack(b.who(and(PERSON, own)));
        assertThat(List.of(a.status(stranger), b.status(stranger))).containsOnly(200);
        ended.forEach(
                user -> assertThat(List.of(a.status(user), b.status(user))).containsOnly(401));
        HttpResponse<String> signIn =
                SignIn.begin(a, Realm.ROOT.session("alice")).answer(b);
        assertThat(signIn.statusCode()).isEqualTo(503);
        assertThat(header(signIn, "Content-Type")).startsWith("text/html");
        assertThat(SignIn.session(signIn)).isEmpty();
        assertThat(a.signOut(leaving)).isIn(202, 204);
        assertThat(a.status(leaving)).isEqualTo(401);

        nodes.get(1).kill();
        int before = nodes.get(1).log().length();
        nodes.get(1).restart();
        assertThat(b.status(stranger)).isEqualTo(200);
        assertAskedToComeBack(b.who(own));
        assertThat(nodes.get(1).log().substring(before)).contains("what has ended on other nodes is not known here");

        redis.restart();
        Await.until("the session, which Redis has lost, is refused", () -> b.status(own) == 401);
        // that their sessions have ended the node can know from the other one only
        proxy.refuse();
        for (String[] user : List.of(ended.get(1), leaving)) {
            Await.until("the node learns what has ended", () -> b.status(user) == 401);
        }
        assertThat(b.status(cookie("unknown"))).isEqualTo(503);
        proxy.heal();
        Await.until("AM is asked again", () -> b.status(stranger) == 200);
        List.of(a, b).forEach(ShortClusterChecks::awaitSignIn);
        String[] again = SignIn.begin(b, atAm).finish(b);
        assertThat(List.of(a.status(again), b.status(again))).containsOnly(200);
    }

    private static void assertAskedToComeBack(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(1, 60);
        assertThat(header(response, "Set-Cookie")).isEmpty();
    }
}
