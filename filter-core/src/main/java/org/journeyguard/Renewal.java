package org.journeyguard;

/** When {@link JourneyUser#token(Renewal)} gets a new token. */
public enum Renewal {
    /** When there is none, or it expires within {@code journey.oauth.threshold}. */
    IF_DUE,
    /** Now, however long the present one could still be used; the present one is revoked afterwards. */
    FORCE
}
