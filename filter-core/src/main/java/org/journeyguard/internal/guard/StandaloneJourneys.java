package org.journeyguard.internal.guard;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.journeyguard.internal.config.InvalidConfiguration;
import org.journeyguard.internal.config.SettingsSource;
import org.journeyguard.internal.config.keys.LoginKeys;
import org.journeyguard.internal.guard.settings.Tenants;
import org.journeyguard.internal.journey.DelegatingJourneys;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.StandaloneProvider;

/** Opens journey clients outside of a container: each has a guard of its own, which guards no application. */
public final class StandaloneJourneys implements StandaloneProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public StandaloneJourneys() {}

    @Override
    public JourneyClient.Standalone open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(LoginKeys.LOGIN.key(), "none");
        try {
            return new Client(new Guard(
                    Tenants.read(SettingsSource.ofMap(all)).defaultTenant(),
                    null,
                    Clock.systemUTC(),
                    System::nanoTime));
        } catch (InvalidConfiguration e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static final class Client extends DelegatingJourneys implements JourneyClient.Standalone {
        private final Guard guard;

        Client(Guard guard) {
            this.guard = guard;
        }

        @Override
        protected JourneyClient client() {
            return guard.journeys();
        }

        @Override
        public void close() {
            guard.close();
        }
    }
}
