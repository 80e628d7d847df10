package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What takes long to check for two nodes that share state in a real engine, and is checked on one container. */
abstract class LongClusterChecks extends ClusterChecks {
    private static final int SIGN_INS = 500;

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
    @Order(5)
    void nodesThatAreRestartedInTurnTakeNothingAlong() {
        Population users = Population.of(a, b);
        for (int i = 0; i < 2; i++) {
            nodes.get(i).stop();
            users.assertUnchangedOn(nodes.get(1 - i).endpoint());
            nodes.get(i).restart();
            users.assertUnchangedOn(nodes.get(i).endpoint());
        }
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
