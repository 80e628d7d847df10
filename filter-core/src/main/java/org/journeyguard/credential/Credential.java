package org.journeyguard.credential;

/** What a request presented; not yet trusted. {@code toString()} never prints the secret. */
public sealed interface Credential permits SsoToken, BearerToken, AppSession {

    /** The digest that stands for the secret in caches. */
    TokenDigest digest();
}
