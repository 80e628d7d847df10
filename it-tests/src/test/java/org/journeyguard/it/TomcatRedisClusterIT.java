package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.fixtures.Await;
import org.journeyguard.it.am.AmRest;
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
class TomcatRedisClusterIT extends ClusterChecks {
    /** More than the timeout of calls to the engine, on a machine that is busy with other things. */
    private static final Duration SHORT = Duration.ofSeconds(8);

    private static final int ASKED = 3;
    /** Shorter ones would be found in any text. */
    private static final int SHORTEST = 6;

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
    int logouts() {
        return 25;
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
    void whatEndsOnEitherSideOfACutEndsOnBothWhenItIsMended() {
        String[] here = signIn(Credential.OWN_SESSION);
        String[] there = signIn(Credential.OWN_SESSION);
        String[] stays = signIn(Credential.OWN_SESSION);
        List<String[]> all = List.of(here, there, stays);
        all.forEach(user -> assertThat(List.of(a.status(user), b.status(user))).containsOnly(200));
        line.cut();

        assertThat(a.signOut(here)).isIn(202, 204);
        assertThat(a.status(here)).isEqualTo(401);
        assertThat(b.signOut(there)).isIn(202, 204);
        assertThat(b.status(there)).isEqualTo(401);
        assertThat(List.of(a.status(stays), b.status(stays))).containsOnly(200);

        line.mend();
        Await.until("the other node learns what the one has ended", () -> b.status(here) == 401);
        Await.until("the node learns what the other has ended", () -> a.status(there) == 401);
        assertThat(a.status(here)).isEqualTo(401);
        assertThat(b.status(there)).isEqualTo(401);
        assertThat(List.of(a.status(stays), b.status(stays))).containsOnly(200);
        awaitSignIn(a);
    }

    @Test
    @Order(9)
    void whileRedisHangsNoRequestWaitsLongerThanTheTimeout() {
        String[] known = Credential.OWN_SESSION.signIn(b, a);
        redis.freeze();
        try {
            for (int i = 0; i < ASKED; i++) {
                long start = System.nanoTime();
                HttpResponse<String> unsure = b.who(known);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT);
                assertAskedToComeBack(unsure);
                assertThat(a.status(known)).isEqualTo(200);
            }
        } finally {
            redis.thaw();
        }
        Await.until("Redis is asked again", () -> b.status(known) == 200);
    }

    @Test
    @Order(10)
    void withoutRedisWhatIsKnownHoldsAndWhatIsNotIsAskedToComeBack() {
        String[] own = Credential.OWN_SESSION.signIn(b, a);
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
        assertThat(SignIn.session(signIn)).isEmpty();
        assertThat(a.signOut(leaving)).isIn(202, 204);
        assertThat(a.status(leaving)).isEqualTo(401);

        nodes.get(1).kill();
        nodes.get(1).restart();
        assertThat(b.status(stranger)).isEqualTo(200);
        assertAskedToComeBack(b.who(own));

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
    }

    private static void assertAskedToComeBack(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(header(response, "Retry-After"))).isBetween(1, 60);
        assertThat(header(response, "Set-Cookie")).isEmpty();
    }

    @Test
    @Order(2)
    void nothingInRedisIsLegible() {
        Set<String> secrets = new HashSet<>(proxy.secrets());
        secrets.addAll(AmRest.seenTokens());
        secrets.addAll(SignIn.sessions());
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        signIn(Credential.OWN_SESSION);

        String everything = new RedisEntries(redis).text();

        assertThat(everything).hasSizeGreaterThan(1_000).doesNotContain("alice", "example.test", Nodes.CLIENT);
        assertThat(secrets).isNotEmpty().noneMatch(everything::contains);
    }

    @Test
    @Order(2)
    void aValueOfAnotherUsersEntryIsRefused() {
        RedisEntries entries = new RedisEntries(redis);
        Map<String, String> before = entries.digests();
        SignIn.begin(a, Realm.ROOT.session("alice")).finish(a);
        List<String> alices = added(entries, before);
        before = entries.digests();
        String[] bob = SignIn.begin(a, Realm.ROOT.session("bob")).finish(a);
        List<String> bobs = added(entries, before);
        assertThat(alices).isNotEmpty();
        assertThat(bobs).isNotEmpty();

        for (String from : alices) {
            bobs.forEach(to -> entries.copy(from, to));
            assertThat(b.status(bob)).isIn(401, 503);
        }
    }

    private static List<String> added(RedisEntries entries, Map<String, String> before) {
        return entries.digests().keySet().stream()
                .filter(name -> !before.containsKey(name))
                .toList();
    }

    @Test
    @Order(2)
    void aNodeWithAnotherSecretReadsNothingAndEndsNothing() {
        String[] user = signIn(Credential.OWN_SESSION);
        try (Node stranger = nodes.stranger(new TomcatServer(), "another secret of the same length")) {
            assertThat(stranger.endpoint().settledStatus(user)).isEqualTo(401);
            String[] own = SignIn.begin(stranger.endpoint(), Realm.ROOT.session("alice"))
                    .finish(stranger.endpoint());
            assertThat(stranger.endpoint().status(own)).isEqualTo(200);
            assertThat(a.status(own)).isEqualTo(401);
        }
        assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);
    }
}
