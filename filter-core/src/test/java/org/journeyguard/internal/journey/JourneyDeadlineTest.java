package org.journeyguard.internal.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.journeyguard.internal.journey.TestJourneys.PASSWORD;
import static org.journeyguard.internal.journey.TestJourneys.prompt;
import static org.journeyguard.internal.journey.TestJourneys.success;

import java.net.URI;
import java.time.Duration;
import org.journeyguard.JourneyUser;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.am.AmClient;
import org.journeyguard.internal.am.session.CookieName;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.http.ConnectionSettings;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;
import org.journeyguard.journey.callback.NameCallback;
import org.journeyguard.journey.callback.PasswordCallback;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

/** Each step has one deadline, whatever it needs to know. */
class JourneyDeadlineTest extends WithJourneys {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final ManualTime time = new ManualTime();
    private Duration delay = Duration.ZERO;

    /** Sessions that AM takes a while to tell about. */
    private final JourneySessions slow = new JourneySessions() {
        @Override
        public boolean isUpgradedByParameter(SsoToken session) {
            time.pass(delay);
            return true;
        }

        @Override
        public void replaced(SsoToken session) {
            // nothing is remembered
        }

        @Override
        public JourneyUser user(SsoToken session) {
            throw new UnsupportedOperationException();
        }
    };

    private Journeys journeysOf(AmClient client) {
        return new Journeys(new JourneyServices(
                "",
                "/",
                client.journeys(),
                new CookieName(() -> new AmResult.NoAnswer<>(""), FakeAm.COOKIE, TIMEOUT, time::nanoTime),
                new CallLimiter(2, 10, time::nanoTime),
                client::deadline,
                slow));
    }

    @Test
    void validationAndStartOfAnUpgradeShareOneDeadline() {
        start(FakeAm.Kind.OPENAM);
        JourneyOptions options = JourneyOptions.NONE.upgrading(signIn("alice"));
        am.forgetCalls();
        URI base = am.url();
        try (AmClient client =
                new AmClient(base, "/", ConnectionSettings.direct(Duration.ofSeconds(30)), TIMEOUT, time::nanoTime)) {
            Journeys late = journeysOf(client);
            delay = TIMEOUT;
            assertThatThrownBy(() -> late.start("Strong", options)).isInstanceOf(Unavailable.class);
            assertThat(am.calls("/authenticate")).isEmpty();

            delay = TIMEOUT.dividedBy(2);
            JourneyStep.Prompt name = prompt(late.start("Strong", options));
            time.pass(TIMEOUT);
            name.set(NameCallback.class, "alice");
            JourneyStep.Prompt password = prompt(name.next());
            password.set(PasswordCallback.class, PASSWORD);
            success(password.next());
        }
    }
}
