package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.test.FakeAm;

/** What the tests of journeys share. */
final class TestJourneys {
    /** A password that must not be seen anywhere. */
    static final String PASSWORD = "5ecret-pässword";

    private TestJourneys() {}

    /** A client of an AM, with further settings in pairs. */
    static JourneyClient.Standalone client(FakeAm am, String... settings) {
        Map<String, String> all =
                new HashMap<>(Map.of("journey.am.url", am.url().toString(), "journey.am.timeout", "PT1M"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return JourneyClient.standalone(all);
    }

    /** AM asks. */
    static JourneyStep.Prompt prompt(JourneyStep step) {
        assertThat(step).isInstanceOf(JourneyStep.Prompt.class);
        return (JourneyStep.Prompt) step;
    }

    /** AM has signed the user in. */
    static JourneyStep.Success success(JourneyStep step) {
        assertThat(step).isInstanceOf(JourneyStep.Success.class);
        return (JourneyStep.Success) step;
    }

    /** AM refuses. */
    static JourneyStep.Failure failure(JourneyStep step) {
        assertThat(step).isInstanceOf(JourneyStep.Failure.class);
        return (JourneyStep.Failure) step;
    }

    /** Answers each step with a name and a password, as the documentation shows. */
    static JourneyStep run(JourneyStep first, String user, String password) {
        JourneyStep step = first;
        while (step instanceof JourneyStep.Prompt prompt) {
            prompt.set(NameCallback.class, user);
            prompt.set(PasswordCallback.class, password);
            step = prompt.next();
        }
        return step;
    }
}
