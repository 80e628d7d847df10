package org.journeyguard.internal.credential;

import org.journeyguard.internal.http.Outage;

/**
 * The outcome of authenticating a credential. A refusal is a value, and an AM that does not answer is {@link Unavailable}, never a
 * refusal.
 *
 * @param <I> what is known of the user
 */
public sealed interface Authentication<I extends Identity> {

    /** A refusal: AM, or a check that needs no AM, has said no. */
    @SuppressWarnings("unchecked") // holds no identity
    static <I extends Identity> Authentication<I> refused() {
        return (Authentication<I>) Refused.INSTANCE;
    }

    /** Whether the credential is good. */
    default boolean isAuthenticated() {
        return this instanceof Authenticated;
    }

    /** Whether it is surely not good. */
    default boolean isRefused() {
        return this instanceof Refused;
    }

    /**
     * The credential is good.
     *
     * @param identity of its user
     */
    record Authenticated<I extends Identity>(I identity) implements Authentication<I> {}

    /** The credential is not good. */
    record Refused<I extends Identity>() implements Authentication<I> {
        private static final Authentication<?> INSTANCE = new Refused<>();
    }

    /** AM did not answer, so whether the credential is good is not known. */
    record Unavailable<I extends Identity>(Outage outage) implements Authentication<I> {}
}
