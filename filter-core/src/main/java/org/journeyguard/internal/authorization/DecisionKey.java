package org.journeyguard.internal.authorization;

import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a decision depends on.
 *
 * @param enquiry the user and the environment
 * @param resource that the decision is about
 */
record DecisionKey(Enquiry enquiry, String resource) {
    /**
     * The part of the key that all resources in one call share.
     *
     * @param subject the user's session or token
     * @param address the client's address
     */
    record Enquiry(TokenDigest subject, String address) {
        /** Written by hand, as are the others: {@link TokenDigest}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Enquiry that && subject.equals(that.subject) && address.equals(that.address);
        }

        @Override
        public int hashCode() {
            return 31 * subject.hashCode() + address.hashCode();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecisionKey that && enquiry.equals(that.enquiry) && resource.equals(that.resource);
    }

    @Override
    public int hashCode() {
        return 31 * enquiry.hashCode() + resource.hashCode();
    }
}
