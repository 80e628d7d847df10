package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.journeyguard.fixtures.ParallelCalls;

/** One request of a user after the other, to nodes in turn, while something else is measured: they show how long the machine pauses. */
final class PlainRequests implements AutoCloseable {
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final ParallelCalls<List<Timed>> requests;

    private PlainRequests(List<Endpoint> nodes, String[] user) {
        requests = ParallelCalls.start(1, client -> {
            List<Timed> all = new ArrayList<>();
            while (!isOver.get()) {
                Endpoint node = nodes.get(all.size() % nodes.size());
                all.add(Timed.of(() -> assertThat(node.status(user)).isEqualTo(200)));
            }
            return all;
        });
    }

    /** @param user headers of a user who is signed in */
    static PlainRequests start(List<Endpoint> nodes, String[] user) {
        return new PlainRequests(nodes, user);
    }

    /** Ends them. */
    List<Timed> stop() {
        isOver.set(true);
        return requests.results().get(0);
    }

    @Override
    public void close() {
        isOver.set(true);
        requests.close();
    }
}
