package org.journeyguard.internal.credential;

import org.journeyguard.internal.http.Outage;

/**
 * The outcome of authenticating a credential. A refusal is a value; when AM does not answer, the outcome is {@link Unavailable}, never a
 * refusal.
 *
 * @param <I> what is known of the user
 */
public sealed interface Authentication<I extends Identity> {

    /** Returns a refusal, by AM or by a check that does not need AM. */
    @SuppressWarnings("unchecked") // holds no identity
    static <I extends Identity> Authentication<I> refused() {
        return (Authentication<I>) Refused.INSTANCE;
    }

    /** Whether the credential is valid. */
    default boolean isAuthenticated() {
        return this instanceof Authenticated;
    }

    /** Whether the credential is known to be invalid. */
    default boolean isRefused() {
        return this instanceof Refused;
    }

    /**
     * The credential is valid.
     *
     * @param identity of its user
     */
    record Authenticated<I extends Identity>(I identity) implements Authentication<I> {}

    /** The credential is not valid. */
    record Refused<I extends Identity>() implements Authentication<I> {
        private static final Authentication<?> INSTANCE = new Refused<>();
    }

    /** AM did not answer, so it is not known whether the credential is valid. */
    record Unavailable<I extends Identity>(Outage outage) implements Authentication<I> {}
}
