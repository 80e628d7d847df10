package org.journeyguard.internal.resilience;

/** Distinguishes calls for sessions and tokens that AM has confirmed from calls for those that may be forged. */
public enum Priority {
    /** AM has confirmed the session or token, or the call is for none. A 5xx shows that AM is failing. */
    CONFIRMED,
    /** AM has not confirmed it yet. It may be forged to break AM's parser, or to trigger a firewall, so a 500 shows nothing. */
    UNCONFIRMED;

    /** Returns the priority of a call for a session or token. */
    public static Priority of(boolean isConfirmed) {
        return isConfirmed ? CONFIRMED : UNCONFIRMED;
    }
}
