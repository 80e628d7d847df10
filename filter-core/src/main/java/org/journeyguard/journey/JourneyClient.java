package org.journeyguard.journey;

import java.util.Map;
import java.util.ServiceLoader;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.JourneyUser;
import org.journeyguard.Session;
import org.journeyguard.Unavailable;

/**
 * Signs users in by AM's journeys (trees, or OpenAM's chains), step by step. Injected, it calls the AM and realm of the current request's
 * tenant; outside of requests, those of the default tenant. Thread-safe. No password or other input is logged.
 *
 * @see "PingAM 8, Authentication guide: Authenticate over REST"
 */
public interface JourneyClient {

    /** Returns {@link #start(String, JourneyOptions)} without options. */
    default JourneyStep start(String journey) {
        return start(journey, JourneyOptions.NONE);
    }

    /**
     * Starts a journey.
     *
     * @param journey its name at AM; empty for the default one of the realm
     * @return mostly a {@link JourneyStep.Prompt}; a {@link JourneyStep.Failure} if AM has no such journey or realm
     * @throws Unavailable if AM does not answer
     */
    JourneyStep start(String journey, JourneyOptions options);

    /** Returns {@link #startLevel(int, JourneyOptions)} without options. */
    default JourneyStep startLevel(int level) {
        return startLevel(level, JourneyOptions.NONE);
    }

    /**
     * Starts a journey that gives at least an authentication level; where there are several, AM asks which.
     *
     * @param level AM's authentication level
     * @throws Unavailable if AM does not answer
     */
    JourneyStep startLevel(int level, JourneyOptions options);

    /** Returns {@link #resume(String, JourneyOptions)} without options. */
    default JourneyStep resume(String suspendedId) {
        return resume(suspendedId, JourneyOptions.NONE);
    }

    /**
     * Resumes a journey that AM has suspended until the user follows a link, for example in an email.
     *
     * @param suspendedId the parameter {@code suspendedId} of the link
     * @throws Unavailable if AM does not answer
     */
    JourneyStep resume(String suspendedId, JourneyOptions options);

    /**
     * Returns the user of a session.
     *
     * @param session of {@link JourneyStep.Success#session()}
     * @throws AuthenticationRequired if AM answers that the session has ended, or it is of another realm than the configured one
     * @throws Unavailable if AM does not answer
     */
    JourneyUser user(Session session);

    /**
     * Returns the client of a tenant ({@code journey.tenants}), whatever the current request.
     *
     * @param name empty for the default tenant
     * @throws IllegalArgumentException if there is no such tenant
     */
    JourneyClient ofTenant(String name);

    /** A client outside of a container, which holds connections and threads until it is closed. */
    interface Standalone extends JourneyClient, AutoCloseable {
        @Override
        void close();
    }

    /**
     * Opens a client for a program or a test, without a container.
     *
     * @param settings by the configuration keys, of which {@code journey.am.url} is required
     * @throws IllegalArgumentException if the settings are not valid; names every fault
     */
    static Standalone standalone(Map<String, String> settings) {
        return ServiceLoader.load(StandaloneProvider.class, StandaloneProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JourneyGuard's jar lacks its META-INF/services"))
                .open(settings);
    }
}
