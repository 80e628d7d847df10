package org.journeyguard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Nobody is signed in where somebody has to be, or not in the way that is needed. Left alone it becomes a 401, or a redirect to
 * the login page.
 */
public final class AuthenticationRequired extends JourneyException {
    private static final long serialVersionUID = 1L;

    /** A list that can be serialised, as exceptions have to be. */
    private final ArrayList<String> acr;

    private final int authLevel;

    /**
     * @param message who asked for a user, and why there is none
     */
    public AuthenticationRequired(String message) {
        this(message, List.of(), 0);
    }

    /**
     * Somebody is signed in, but not like this.
     *
     * @param message who asked for what
     * @param acr one of these would do, the preferred one first; empty for any
     * @param authLevel that is needed; 0 for any
     */
    public AuthenticationRequired(String message, List<String> acr, int authLevel) {
        super(message);
        this.acr = new ArrayList<>(acr);
        this.authLevel = authLevel;
    }

    /** The ways to sign in that would do; empty for any. */
    public List<String> acr() {
        return Collections.unmodifiableList(acr);
    }

    /** AM's authentication level that is needed; 0 for any. */
    public int authLevel() {
        return authLevel;
    }
}
