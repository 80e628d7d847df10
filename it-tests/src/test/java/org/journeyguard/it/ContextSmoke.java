package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.smoke.ContextFilter;
import org.journeyguard.it.smoke.ContextResource;
import org.junit.jupiter.api.Test;

/**
 * Additional checks for each container whose JAX-RS engine injects the user by {@code @Context}: not on Open Liberty, where
 * applications can't see the engine, and not with Jersey 4.
 */
abstract class ContextSmoke extends SocketSmoke {
    ContextSmoke(Container container) {
        super(container);
    }

    @Override
    WebArchive completed(WebArchive war) {
        return super.completed(war).addClasses(ContextResource.class, ContextFilter.class);
    }

    @Test
    void engineInjectsTheUser() {
        assertThat(body("/api/closed/context", alice())).isEqualTo("alice alice true");
        assertThat(body("/api/open/context", bob())).isEqualTo("bob bob true");
        assertThat(App.get("/api/open/context").statusCode()).isEqualTo(401);
    }

    @Test
    void injectedUserIsThatOfTheThreadsRequest() {
        assertThat(body("/api/closed/context/later", alice())).isEqualTo("alice alice AuthenticationRequired");
    }

    @Test
    void singletonReadsTheUserOfEachRequest() {
        String[] alice = alice();
        String[] bob = bob();
        try (ParallelCalls<HttpResponse<String>> crowd =
                ParallelCalls.start(20, number -> App.get("/api/closed/context", number % 2 == 0 ? alice : bob))) {
            assertThat(crowd.results()).allSatisfy(answer -> {
                String name = App.header(answer, "X-User");
                assertThat(answer.body()).isEqualTo(name + " " + name + " true");
            });
            assertThat(crowd.results())
                    .extracting(answer -> App.header(answer, "X-User"))
                    .contains("alice", "bob");
        }
    }
}
