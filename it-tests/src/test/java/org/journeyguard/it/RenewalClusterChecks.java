package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.fixtures.Await;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.proxy.Fault;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What happens to a token when the node that renews it freezes or dies: other nodes wait for the end of its lease, which takes long. */
abstract class RenewalClusterChecks extends ClusterChecks {
    @Test
    @Order(6)
    void tokenOfANodeFrozenDuringARenewalIsRenewedByTheOtherAndNotOverwritten() {
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
    void tokenOfANodeKilledDuringARenewalIsRenewedByTheOther() {
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
