package org.journeyguard.spi;

import org.journeyguard.LogoutContext;

/**
 * Receives logouts. Found by {@link java.util.ServiceLoader} in the application; beans observe {@link LogoutContext} as CDI event instead.
 */
@FunctionalInterface
public interface LogoutListener {

    /**
     * A user has signed out here; the remote steps may not have finished yet. Called in parallel with the other steps of the logout, on a
     * thread without a request; the logout does not wait longer than {@code journey.logout.timeout}. An exception is reported as a failed
     * step.
     *
     * @param context the user just before the logout
     */
    void signedOut(LogoutContext context);
}
