package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
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
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to hold for two nodes that share state in a real engine, with the real AM. */
abstract class ClusterChecks extends ShortClusterChecks {
    static final String REFRESH = "grant_type=refresh_token";
    /** Of the access tokens of the client. */
    private static final Duration TOKEN_LIFE = Duration.ofSeconds(60);

    /** The other node waits for half a minute before it goes on with the logouts of a dead one. */
    private static final Duration TAKEOVER = Duration.ofSeconds(60);

    private static final int SIGN_INS = 200;
    private static final int REQUESTS = 1_000;
    private static final int CLIENTS = 20;
    private static final int IDLE = 3;

    /** Users who get their tokens now, which have expired when they are used. */
    private final List<String[]> idle = new ArrayList<>();

    private final List<String> firstTokens = new ArrayList<>();
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
    @Order(2)
    void manySignInsInTurnAllSucceed() {
        String atAm = Realm.ROOT.session("bob");
        for (int i = 0; i < SIGN_INS; i++) {
            String[] user = SignIn.begin(Endpoint.BALANCER, atAm).finish(Endpoint.BALANCER);
            assertThat(Endpoint.BALANCER.status(user)).isEqualTo(200);
        }
    }

    @Test
    @Order(1)
    void aResponseOfAmCountsOnceOnAllNodes() {
        SignIn signIn = SignIn.begin(a, Realm.ROOT.session("alice"));
        proxy.reset();
        signIn.finish(a);

        HttpResponse<String> replayed = signIn.answer(b);

        assertThat(SignIn.session(replayed)).isEmpty();
        assertThat(proxy.count("grant_type=authorization_code")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void whileAmIsDownALogoutOnOneNodeIsALogoutOnTheOther(Credential credential) {
        List<String[]> users = List.of(
                signIn(credential), signIn(credential), signIn(credential), signIn(credential), signIn(credential));
        users.forEach(
                user -> assertThat(List.of(a.status(user), b.status(user))).containsOnly(200));
        proxy.refuse();

        report(
                "refused after logout while AM is down, " + credential,
                users.stream().map(user -> refusedAfterLogout(user, 202)).toList());
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

    @Test
    @Order(6)
    void aTokenWhoseNodeFreezesWhileItRenewsItIsRenewedByAnotherAndStaysSo() {
        String[] user = expired(1);
        proxy.reset();
        proxy.set(new Fault.Only(REFRESH, new Fault.Hang()));
        try (ParallelCalls<Integer> frozen =
                ParallelCalls.start(1, i -> a.token(user).statusCode())) {
            Await.until("the node renews the token", () -> proxy.count(REFRESH) == 1);
            nodes.get(0).freeze();
            proxy.heal();
            Await.until("the other node renews it", () -> b.token(user).statusCode() == 200);
            nodes.get(0).thaw();
            assertThat(frozen.results()).isSubsetOf(200, 503);
        }
        String renewed = b.token(user).body();
        assertThat(isActive(renewed)).isTrue();
        Await.until("the node has the same", () -> a.token(user).body().equals(renewed));
        assertThat(proxy.count(REFRESH)).isEqualTo(2);
    }

    @Test
    @Order(7)
    void aTokenWhoseNodeDiesWhileItRenewsItIsRenewedByAnother() {
        String[] user = expired(2);
        proxy.reset();
        proxy.set(new Fault.Only(REFRESH, new Fault.Hang()));
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        try (ParallelCalls<Boolean> dying = ParallelCalls.start(1, i -> gotNoAnswer(user))) {
            Await.until("the node renews the token", () -> proxy.count(REFRESH) == 1);
            try (ParallelCalls<String> others = ParallelCalls.start(CLIENTS, i -> awaitToken(user, statuses))) {
                nodes.get(0).kill();
                proxy.heal();
                assertThat(others.results())
                        .doesNotContain(firstTokens.get(2))
                        .allMatch(ShortClusterChecks::isActive)
                        .containsOnly(others.results().get(0));
            }
            assertThat(dying.results()).containsExactly(true);
        }
        assertThat(statuses).isSubsetOf(200, 503);
        assertThat(b.status(user)).isEqualTo(200);
        assertThat(proxy.count(REFRESH)).isEqualTo(2);
        nodes.get(0).restart();
    }

    /** A user whose token has expired by now. */
    final String[] expired(int user) {
        while (System.nanoTime() - expired < 0) {
            LockSupport.parkNanos(expired - System.nanoTime());
        }
        return idle.get(user);
    }

    private boolean gotNoAnswer(String[] user) {
        try {
            a.token(user);
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private String awaitToken(String[] user, Queue<Integer> statuses) {
        HttpResponse<String> response = b.token(user);
        statuses.add(response.statusCode());
        while (response.statusCode() == 503) {
            response = b.token(user);
            statuses.add(response.statusCode());
        }
        return response.body();
    }
}
