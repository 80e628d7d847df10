package org.journeyguard.internal.journey;

import org.journeyguard.JourneyUser;
import org.journeyguard.Session;
import org.journeyguard.journey.JourneyClient;
import org.journeyguard.journey.JourneyOptions;
import org.journeyguard.journey.JourneyStep;

/** A client that asks with each call which client is meant. */
public abstract class DelegatingJourneys implements JourneyClient {

    /** Returns the client that is meant now. */
    protected abstract JourneyClient client();

    @Override
    public JourneyStep start(String journey, JourneyOptions options) {
        return client().start(journey, options);
    }

    @Override
    public JourneyStep startLevel(int level, JourneyOptions options) {
        return client().startLevel(level, options);
    }

    @Override
    public JourneyStep resume(String suspendedId, JourneyOptions options) {
        return client().resume(suspendedId, options);
    }

    @Override
    public JourneyUser user(Session session) {
        return client().user(session);
    }

    @Override
    public JourneyClient ofTenant(String name) {
        return client().ofTenant(name);
    }
}
