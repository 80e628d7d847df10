package org.journeyguard.internal.config.keys;

/** How people sign in. */
public enum LoginWay {
    /** At AM's login page, whose cookie reaches the application. */
    AM,
    /** By the authorization code flow. */
    OIDC,
    /** Not at all. */
    NONE
}
