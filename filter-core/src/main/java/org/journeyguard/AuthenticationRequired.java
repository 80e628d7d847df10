package org.journeyguard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * No user is signed in where one is required, or not in the required way. If not caught, it becomes a 401, or a redirect to the login page.
 */
public final class AuthenticationRequired extends JourneyException {
    private static final long serialVersionUID = 1L;

    /** Serializable, as fields of exceptions have to be. */
    private final ArrayList<String> acr;

    private final int authLevel;

    /**
     * @param message what requires a user, and why there is none
     */
    public AuthenticationRequired(String message) {
        this(message, List.of(), 0);
    }

    /**
     * Creates an exception for a user who is signed in, but not in the required way.
     *
     * @param message what requires which way
     * @param acr any one of which is enough, the preferred one first; empty for any
     * @param authLevel the required level; 0 for any
     */
    public AuthenticationRequired(String message, List<String> acr, int authLevel) {
        super(message);
        this.acr = new ArrayList<>(acr);
        this.authLevel = authLevel;
    }

    /** Returns the authentication context class references, any one of which is enough; empty for any. */
    public List<String> acr() {
        return Collections.unmodifiableList(acr);
    }

    /** Returns the required AM authentication level; 0 for any. */
    public int authLevel() {
        return authLevel;
    }
}
