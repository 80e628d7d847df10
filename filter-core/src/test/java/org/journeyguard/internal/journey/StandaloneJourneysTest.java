package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.journeyguard.internal.journey.TestJourneys.client;
import static org.journeyguard.internal.journey.TestJourneys.prompt;

import java.util.Set;
import java.util.stream.Collectors;
import org.journeyguard.JourneyUser;
import org.journeyguard.NotConfigured;
import org.journeyguard.Unavailable;
import org.journeyguard.fixtures.Await;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.Test;

/** A client outside of a container. */
class StandaloneJourneysTest extends WithJourneys {
    @Test
    void tokensRequireAnOAuthClient() {
        start(FakeAm.Kind.OPENAM);
        JourneyUser user = journeys.user(signIn("alice"));
        assertThatExceptionOfType(NotConfigured.class)
                .isThrownBy(user::token)
                .returns("journey.oauth.client-id", NotConfigured::key);
    }

    @Test
    void closeEndsConnectionsAndThreads() {
        start(FakeAm.Kind.OPENAM);
        Set<Thread> others = threads();
        JourneyClient.Standalone closed = client(am);
        prompt(closed.start("Login"));
        assertThat(threads()).isNotEqualTo(others);
        closed.close();
        Await.until("its threads end", () -> others.containsAll(threads()));
        am.forgetCalls();
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> closed.start("Login"));
        assertThat(am.calls()).isEmpty();
        prompt(journeys.start("Login"));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("journeyguard-"))
                .collect(Collectors.toSet());
    }
}
