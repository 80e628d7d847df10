package org.journeyguard.internal.config.keys;

/** How an OAuth 2.0 client authenticates to AM (OpenID Connect Core, 9). */
public enum ClientAuthenticationMethod {
    /** {@code client_secret_basic}. */
    BASIC,
    /** {@code client_secret_post}. */
    POST,
    /** {@code private_key_jwt} (RFC 7523, 2.2). */
    PRIVATE_KEY_JWT,
    /** {@code tls_client_auth} and {@code self_signed_tls_client_auth} (RFC 8705, 2), which differ for AM only. */
    TLS
}
