package org.journeyguard;

import java.net.URI;

/**
 * An authorization code that AM has issued for a user's session (RFC 6749, 4.1.2), with what its exchange requires. It works once, and as
 * long as AM's OAuth 2.0 provider allows, usually two minutes. {@code toString()} shows no secret.
 *
 * <p>{@link JourneyUser#exchange} takes it as it is. Another service that exchanges it at AM must be the same client, and needs all four
 * values; it checks the ID token against the {@link #nonce()}. AM's state and issuer have been checked (RFC 6749, 10.12; RFC 9207).
 */
public interface AuthorizationCode {

    /** Returns the code. A secret. */
    String code();

    /** Returns the {@code code_verifier} of the exchange (RFC 7636, 4.5). A secret: without it, AM refuses the code. */
    String verifier();

    /** Returns the {@code nonce} that the ID token must have (OpenID Connect Core, 3.1.3.7). */
    String nonce();

    /** Returns the {@code redirect_uri} that the exchange must repeat (RFC 6749, 4.1.3). */
    URI redirectUri();
}
