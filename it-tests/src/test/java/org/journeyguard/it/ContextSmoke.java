package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.Crowd;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.smoke.ContextFilter;
import org.journeyguard.it.smoke.ContextResource;
import org.junit.jupiter.api.Test;

/** What has to hold on containers whose JAX-RS engine applications can see, as well. */
abstract class ContextSmoke extends Smoke {
    ContextSmoke(Container container) {
        super(container);
    }

    @Override
    WebArchive completed(WebArchive war) {
        return super.completed(war).addClasses(ContextResource.class, ContextFilter.class);
    }

    @Test
    void theEngineInjectsTheUser() {
        assertThat(body("/api/closed/context", alice())).isEqualTo("alice alice true");
        assertThat(body("/api/open/context", bob())).isEqualTo("bob bob true");
        assertThat(App.get("/api/open/context").statusCode()).isEqualTo(401);
    }

    @Test
    void whatIsInjectedIsOfTheRequestsOwnThread() {
        assertThat(body("/api/closed/context/later", alice())).isEqualTo("alice alice AuthenticationRequired");
    }

    @Test
    void whatIsThereForAllRequestsKnowsTheUserOfEach() {
        String[] alice = alice();
        String[] bob = bob();
        try (Crowd<HttpResponse<String>> crowd =
                Crowd.of(20, number -> App.get("/api/closed/context", number % 2 == 0 ? alice : bob))) {
            assertThat(crowd.outcomes()).allSatisfy(answer -> {
                String name = App.header(answer, "X-User");
                assertThat(answer.body()).isEqualTo(name + " " + name + " true");
            });
            assertThat(crowd.outcomes())
                    .extracting(answer -> App.header(answer, "X-User"))
                    .contains("alice", "bob");
        }
    }
}
