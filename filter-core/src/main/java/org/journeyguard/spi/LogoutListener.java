package org.journeyguard.spi;

import org.journeyguard.LogoutContext;

/**
 * Hears of logouts. Found by {@link java.util.ServiceLoader} in the application; beans observe {@link LogoutContext} as CDI event instead.
 */
@FunctionalInterface
public interface LogoutListener {

    /**
     * A user has signed out here; what else has to end may not have ended yet. Called beside the other steps of the logout, on a thread
     * without a request; the logout does not wait longer than {@code journey.logout.timeout}. What it throws is a failed step.
     *
     * @param farewell the user as he was
     */
    void signedOut(LogoutContext farewell);
}
