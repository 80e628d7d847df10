package org.journeyguard.internal.am.oauth;

/**
 * Where a browser is sent to sign in.
 *
 * @param url AM's authorization endpoint as browsers reach it, with all that is asked
 * @param issuer that the answer has to be of
 */
public record AuthorizationRedirect(String url, String issuer) {}
