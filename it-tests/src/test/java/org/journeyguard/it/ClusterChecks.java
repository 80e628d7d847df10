package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to hold for two nodes that share state in a real engine, with the real AM. */
abstract class ClusterChecks extends StoredEntriesChecks {
    private static final System.Logger LOG = System.getLogger(ClusterChecks.class.getName());
    static final String REFRESH = "grant_type=refresh_token";
    /** Of the access tokens of the client. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    /** The other node waits for half a minute before it goes on with the logouts of a dead one. */
    private static final Duration TAKEOVER = Duration.ofSeconds(60);

    /** At the same time. */
    static final int CLIENTS = 20;

    private static final int REQUESTS = 1_000;
    private static final int SIGN_INS = 500;
    private static final int LOGOUTS = 50;
    private static final Duration LONGEST_REFUSAL = Duration.ofMillis(100);
    private static final int IDLE = 3;

    /** Users who get their tokens now, which have expired when they are used. */
    private final List<String[]> idle = new ArrayList<>();

    final List<String> firstTokens = new ArrayList<>();
    private long expired;

    /** Somebody who signs in at the start and never out. */
    @SuppressWarnings("NullAway.Init")
    private String[] bystander;

    @Override
    @BeforeAll
    void start() {
        super.start();
        bystander = signIn(Credential.OWN_SESSION);
        for (int i = 0; i < IDLE; i++) {
            String[] user = signIn(Credential.OWN_SESSION);
            idle.add(user);
            firstTokens.add(a.token(user).body());
        }
        expired = System.nanoTime() + TOKEN_LIFE.toNanos();
    }

    @Test
    @Order(2)
    void signInsThatFinishOnTheOtherNodeAllSucceed() {
        String atAm = Realm.ROOT.session("bob");
        inRounds(SIGN_INS, i -> {
            String[] user = i % 2 == 0
                    ? SignIn.begin(a, atAm).finish(b)
                    : SignIn.begin(b, atAm).finish(a);
            assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);
            return user;
        });
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void otherNodeRefusesTheUserAtOnceAfterALogout(Credential credential) {
        assertRefusedAtOnce("refused after logout, " + credential, users(credential), 204, 202);
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void otherNodeRefusesTheUserAtOnceAfterALogoutDuringAnOutageOfAm(Credential credential) {
        List<String[]> users = users(credential);
        proxy.refuse();

        assertRefusedAtOnce("refused after logout while AM is down, " + credential, users, 202);
    }

    private List<String[]> users(Credential credential) {
        return inRounds(LOGOUTS, i -> {
            String[] user = signIn(credential);
            assertThat(List.of(a.status(user), b.status(user))).containsOnly(200);
            return user;
        });
    }

    /**
     * Signs users out on one node, and measures when the other refuses them: none may take longer than the limit. Meanwhile, plain requests
     * of another user are sent to both nodes all the time. What these take longer than usual is not due to logouts, but to a machine that
     * is busy or a JVM that pauses, and is added to the limit of the logouts that it delays.
     */
    private void assertRefusedAtOnce(String what, List<String[]> users, Integer... expected) {
        List<Timed> refusals = new ArrayList<>();
        List<Timed> plain;
        try (PlainRequests requests = PlainRequests.start(List.of(a, b), bystander)) {
            users.forEach(user -> refusals.add(refusedAfterLogout(user, expected)));
            plain = requests.stop();
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1}; plain requests meanwhile: {2}",
                what,
                Timed.summary(refusals),
                Timed.summary(plain));
        assertThat(refusals)
                .allSatisfy(refusal ->
                        assertThat(refusal.length()).isLessThan(LONGEST_REFUSAL.plus(refusal.delaysOf(plain))));
    }

    /** The results of calls, of which {@link #CLIENTS} or less run at the same time. */
    private static <T> List<T> inRounds(int count, IntFunction<T> call) {
        List<T> results = new ArrayList<>();
        for (int first = 0; first < count; first += CLIENTS) {
            int from = first;
            try (ParallelCalls<T> round =
                    ParallelCalls.start(Math.min(CLIENTS, count - first), i -> call.apply(from + i))) {
                results.addAll(round.results());
            }
        }
        return results;
    }

    @Test
    @Order(3)
    void nodeKilledUnderLoadLosesNoSessionAndNoLogout() {
        Population users = Population.of(a, b);
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ParallelCalls<Integer> load = ParallelCalls.start(users.alive().size(), client -> {
            int sent = 0;
            while (!over.get()) {
                statuses.add(Endpoint.BALANCER.status(users.alive().get(client)));
                sent++;
            }
            return sent;
        })) {
            Await.until("there is load", () -> statuses.size() > 100);
            nodes.get(1).kill();
            int before = statuses.size();
            Await.until("the load goes on", () -> statuses.size() > before + 100);
            over.set(true);
            assertThat(load.results()).doesNotContain(0);
        }
        assertThat(statuses).containsOnly(200);
        users.assertUnchangedOn(a);

        nodes.get(1).restart();
        users.assertUnchangedOn(b);
    }

    @Test
    @Order(4)
    void logoutOfAKilledNodeIsCompletedByTheOther() {
        Population users = Population.of(a, b);
        String atAm = Realm.ROOT.session("alice");
        String[] user = SignIn.begin(a, atAm).finish(b);
        String token = a.token(user).body();
        assertThat(isActive(token)).isTrue();
        proxy.refuse();
        assertThat(a.signOut(user)).isEqualTo(202);

        nodes.get(0).kill();
        proxy.heal();

        Await.until(
                TAKEOVER,
                () -> "AM's session has ended; the other node wrote: "
                        + nodes.get(1).tail(),
                () -> !Servers.am().rest().isValid(atAm));
        Await.until("the token has ended", () -> !isActive(token));
        assertThat(b.status(user)).isEqualTo(401);
        nodes.get(0).restart();
        assertThat(a.settledStatus(user)).isEqualTo(401);
        users.assertUnchangedOn(a);
    }

    @Test
    @Order(4)
    void nodesRestartedInTurnLoseNoSessionAndNoLogout() {
        Population users = Population.of(a, b);
        for (int i = 0; i < 2; i++) {
            nodes.get(i).stop();
            users.assertUnchangedOn(nodes.get(1 - i).endpoint());
            nodes.get(i).restart();
            users.assertUnchangedOn(nodes.get(i).endpoint());
        }
    }

    @Test
    @Order(5)
    void thousandRequestsOnBothNodesRenewAnExpiredTokenOnce() {
        String[] user = expired(0);
        proxy.reset();
        Set<String> tokens = new HashSet<>();
        try (ParallelCalls<Set<String>> crowd = ParallelCalls.start(CLIENTS, client -> {
            Set<String> mine = new HashSet<>();
            for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                HttpResponse<String> response = ((client + i) % 2 == 0 ? a : b).token(user);
                assertThat(response.statusCode()).isEqualTo(200);
                mine.add(response.body());
            }
            return mine;
        })) {
            crowd.results().forEach(tokens::addAll);
        }

        assertThat(proxy.count(REFRESH)).isEqualTo(1);
        assertThat(tokens).hasSize(1).doesNotContain(firstTokens.get(0)).allMatch(ShortClusterChecks::isActive);
    }

    /** A user whose token has expired by now. */
    final String[] expired(int user) {
        while (System.nanoTime() - expired < 0) {
            LockSupport.parkNanos(expired - System.nanoTime());
        }
        return idle.get(user);
    }
}
