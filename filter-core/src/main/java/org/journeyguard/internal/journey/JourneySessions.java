package org.journeyguard.internal.journey;

import org.journeyguard.JourneyUser;
import org.journeyguard.internal.credential.SsoToken;

/** The sessions that journeys upgrade and begin. */
public interface JourneySessions {

    /**
     * Whether AM upgrades a session only if a parameter names it, as OpenAM does, and not by its cookie.
     *
     * @throws org.journeyguard.Unavailable if AM does not answer, and so might not upgrade the session
     */
    boolean isUpgradedByParameter(SsoToken session);

    /** Notes that a journey has replaced a session, so that AM is asked about it before it is used again. */
    void replaced(SsoToken session);

    /** Returns the user of a session; fails as {@link org.journeyguard.journey.JourneyClient#user} describes. */
    JourneyUser user(SsoToken session);
}
