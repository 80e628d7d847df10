package org.journeyguard.internal.journey;

import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.client;
import static org.journeyguard.internal.journey.TestJourneys.run;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.time.Clock;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeCallback;
import org.journeyguard.test.FakeJourney;
import org.junit.jupiter.api.AfterEach;

/** Two journeys: {@code Login}, and {@code Strong}, which gives level 5. */
@SuppressWarnings("NullAway.Init")
abstract class WithJourneys {
    FakeAm am;
    FakeJourney login;
    JourneyClient.Standalone journeys;

    void start(FakeAm.Kind kind) {
        am = new FakeAm(kind);
        am.setClock(Clock.systemUTC());
        login = am.journey("Login")
                .prompts(FakeCallback.name(), FakeCallback.password())
                .titled("UsernamePassword", "Sign in", "New here?")
                .account("alice", PASSWORD)
                .account("bob", PASSWORD);
        am.journey("Strong")
                .prompts(FakeCallback.name())
                .prompts(FakeCallback.password())
                .givingLevel(5)
                .account("alice", PASSWORD)
                .account("bob", PASSWORD);
        // histories are faster than people
        journeys = client(am, "journey.am.max-calls-per-second", "1000000");
    }

    @AfterEach
    void close() {
        journeys.close();
        am.close();
    }

    Session signIn(String user) {
        return success(run(journeys.start("Login"), user, PASSWORD)).session().orElseThrow();
    }
}
