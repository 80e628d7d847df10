package org.journeyguard;

/** Nobody is signed in where somebody has to be. Left alone it becomes a 401, or a redirect to the login page. */
public final class AuthenticationRequired extends JourneyException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message who asked for a user, and why there is none
     */
    public AuthenticationRequired(String message) {
        super(message);
    }
}
