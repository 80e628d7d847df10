package org.journeyguard.internal.credential;

/** What a request presented; not yet trusted. {@code toString()} never prints the secret. */
public sealed interface Credential permits SsoToken, BearerToken, AppSession {

    /**
     * Stands for the session or the grant, however its token is spelt: what is remembered, kept and ended is keyed by it. It leaves out
     * what can be spelt in several ways, the signature among it, so it proves nothing.
     */
    TokenDigest digest();

    /** Stands for this very token, its signature included: a "yes" counts for nothing else. */
    default TokenDigest fingerprint() {
        return digest();
    }
}
