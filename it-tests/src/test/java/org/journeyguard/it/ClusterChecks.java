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
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What has to hold for two nodes that share state in a real engine, with the real AM. */
abstract class ClusterChecks extends ShortClusterChecks {
    static final String REFRESH = "grant_type=refresh_token";
    /** Of the access tokens of the client. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    /** The other node waits for half a minute before it goes on with the logouts of a dead one. */
    private static final Duration TAKEOVER = Duration.ofSeconds(60);

    private static final int REQUESTS = 1_000;
    static final int CLIENTS = 20;
    private static final int IDLE = 3;

    /** Users who get their tokens now, which have expired when they are used. */
    private final List<String[]> idle = new ArrayList<>();

    final List<String> firstTokens = new ArrayList<>();
    private long expired;

    @Override
    @BeforeAll
    void start() {
        super.start();
        for (int i = 0; i < IDLE; i++) {
            String[] user = signIn(Credential.OWN_SESSION);
            idle.add(user);
            firstTokens.add(a.token(user).body());
        }
        expired = System.nanoTime() + TOKEN_LIFE.toNanos();
    }

    @Test
    @Order(3)
    void aNodeThatIsKilledUnderLoadTakesNothingAlong() {
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
    void whatAmHasNotConfirmedIsEndedByAnotherNode() {
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
                () -> "AM's session has ended",
                () -> !Servers.am().rest().isValid(atAm));
        Await.until("the token has ended", () -> !isActive(token));
        assertThat(b.status(user)).isEqualTo(401);
        nodes.get(0).restart();
        assertThat(a.settledStatus(user)).isEqualTo(401);
        users.assertUnchangedOn(a);
    }

    @Test
    @Order(5)
    void aThousandRequestsOnBothNodesRenewAnExpiredTokenOnce() {
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
