package org.journeyguard.internal.credential;

import java.util.Set;
import org.journeyguard.internal.http.Outage;
import org.jspecify.annotations.Nullable;

/** What a request presents: one credential, or anything else. */
public sealed interface PresentedCredential
        permits Credential,
                PresentedCredential.Nothing,
                PresentedCredential.Malformed,
                PresentedCredential.Conflicting,
                PresentedCredential.CookieNameUnknown {

    /** No credential. */
    PresentedCredential NOTHING = new Nothing();
    /** A cookie that can't be a credential. */
    PresentedCredential MALFORMED = new Malformed(Fault.COOKIE);
    /** A bearer token that can't be an access token. */
    PresentedCredential MALFORMED_BEARER = new Malformed(Fault.BEARER);
    /** More than one access token. */
    PresentedCredential SEVERAL_BEARERS = new Malformed(Fault.SEVERAL_BEARERS);

    /** The credential to validate; null unless there is exactly one. */
    @Nullable
    Credential credential();

    /** The credentials that a logout ends: one, several where cookies conflict, or none. */
    Set<? extends Credential> credentials();

    /** No credential. */
    record Nothing() implements PresentedCredential {
        @Override
        public @Nullable Credential credential() {
            return null;
        }

        @Override
        public Set<Credential> credentials() {
            return Set.of();
        }
    }

    /**
     * Something that can't be a credential, so AM need not be asked.
     *
     * @param fault what is wrong
     */
    record Malformed(Fault fault) implements PresentedCredential {
        @Override
        public @Nullable Credential credential() {
            return null;
        }

        @Override
        public Set<Credential> credentials() {
            return Set.of();
        }
    }

    /** Why something can't be a credential. */
    enum Fault {
        /** A cookie that is too long, or has characters outside RFC 6265. */
        COOKIE,
        /** A bearer token that is too long, or has characters outside RFC 6750. */
        BEARER,
        /** More than one access token (RFC 6750, 3.1: {@code invalid_request}). */
        SEVERAL_BEARERS
    }

    /**
     * Cookies with one name and different values. At least one may have been planted, and the request does not say which.
     *
     * @param credentials the different ones, at most a handful; empty when none can be a credential
     */
    record Conflicting(Set<? extends Credential> credentials) implements PresentedCredential {
        /** Copies the credentials. */
        public Conflicting {
            credentials = Set.copyOf(credentials);
        }

        @Override
        public @Nullable Credential credential() {
            return null;
        }
    }

    /**
     * Not known yet, because AM has not returned the name of its cookie.
     *
     * @param outage how AM failed
     */
    record CookieNameUnknown(Outage outage) implements PresentedCredential {
        @Override
        public @Nullable Credential credential() {
            return null;
        }

        @Override
        public Set<Credential> credentials() {
            return Set.of();
        }
    }
}
