package org.journeyguard.internal.resilience;

/** Tells calls about sessions and tokens that AM confirmed before from calls about those that may be made up. */
public enum Priority {
    /** AM confirmed the session or token before, or the call is about none. A 5xx shows that AM is failing. */
    CONFIRMED,
    /** AM has yet to confirm it. It may be made up to break AM's parser, or a firewall's patience, so a 500 shows nothing. */
    UNCONFIRMED;

    /** Returns the priority of a call about a session or token. */
    public static Priority of(boolean isConfirmed) {
        return isConfirmed ? CONFIRMED : UNCONFIRMED;
    }
}
