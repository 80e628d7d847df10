package org.journeyguard.internal.config.keys;

/** How users sign in. */
public enum LoginWay {
    /** At AM's login page, whose cookie is sent to the application. */
    AM,
    /** By the authorization code flow. */
    OIDC,
    /** On a page of the application, which then has AM's cookie. */
    JOURNEY,
    /** Users are not redirected to sign in. */
    NONE
}
