package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.prompt;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.journeyguard.JourneyException;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user types, and what continues their journey, is in no log, exception or {@code toString()}. */
class JourneySecretsTest extends WithJourneys {
    private static final String NAME = "5ecret-name";
    private static final Logger LOGGER = Logger.getLogger("org.journeyguard");

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void start() {
        start(FakeAm.Kind.OPENAM);
        handler.setLevel(Level.ALL);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void restore() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(null);
    }

    private static JourneyStep.Prompt answered(JourneyStep step) {
        JourneyStep.Prompt prompt = prompt(step);
        prompt.set(NameCallback.class, NAME);
        prompt.set(PasswordCallback.class, PASSWORD);
        return prompt;
    }

    private static String trace(Throwable exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void logsExceptionsAndToStringOmitSecrets() {
        List<Object> seen = new ArrayList<>();
        JourneyStep.Prompt prompt = answered(journeys.start("Login"));
        seen.add(prompt);
        seen.addAll(prompt.callbacks());
        seen.add(prompt.next());
        seen.add(prompt.next());
        Session session = signIn("alice");
        seen.add(session);
        JourneyOptions upgrading = JourneyOptions.NONE.upgrading(session);
        seen.add(upgrading);
        seen.add(answered(journeys.start("Strong", upgrading)).next());
        OddAnswersTest.faultsWithoutWaiting().forEach(fault -> {
            am.set(Fault.NONE);
            JourneyStep.Prompt next = answered(journeys.start("Login"));
            am.set(fault);
            try {
                seen.add(next.next());
            } catch (JourneyException e) {
                seen.add(trace(e));
            }
        });
        am.set(Fault.HANG);
        try (JourneyClient.Standalone impatient = TestJourneys.client(am, "journey.am.timeout", "PT0.2S")) {
            assertThatThrownBy(() -> impatient.start("Login", upgrading)).satisfies(e -> seen.add(trace(e)));
        }
        assertThat(logged).isNotEmpty();
        String shown = seen + " " + logged;
        assertThat(shown).contains("Prompt[NameCallback[IDToken1]").contains("authenticate");
        assertThat(shown).doesNotContain("5ecret").doesNotContain("eyJ0eXAi").doesNotContain("AQIC5w");
    }
}
