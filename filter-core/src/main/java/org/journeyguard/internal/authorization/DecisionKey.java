package org.journeyguard.internal.authorization;

import java.util.List;
import java.util.Map;
import org.journeyguard.internal.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * What a decision depends on.
 *
 * @param enquiry the user and the environment
 * @param path the rest of the resource after the enquiry's base
 */
record DecisionKey(Enquiry enquiry, String path) {
    /**
     * The part of the key that all resources in one call share.
     *
     * @param subject the user's session or token
     * @param policySet whose policies decide
     * @param base what all its resources begin with; apart from them, so that it is not joined, hashed and compared for each request
     * @param address the client's address
     * @param environment what else the application has stated
     */
    record Enquiry(
            TokenDigest subject, String policySet, String base, String address, Map<String, List<String>> environment) {
        /** Whether AM allows something for it only once, and then something else, so that neither is cached or shared. */
        boolean isOnce() {
            return environment.containsKey(AmPolicies.TRANSACTION);
        }

        /** Returns the key of the decision about a resource, which begins with the base. */
        DecisionKey key(String resource) {
            return new DecisionKey(this, resource.substring(base.length()));
        }

        /** Returns the same in another environment. */
        Enquiry in(Map<String, List<String>> other) {
            return new Enquiry(subject, policySet, base, address, other);
        }

        /** Written by hand, as are the others: {@link TokenDigest}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Enquiry that
                    && subject.equals(that.subject)
                    && policySet.equals(that.policySet)
                    && base.equals(that.base)
                    && address.equals(that.address)
                    && environment.equals(that.environment);
        }

        /** Without the policy set, the base and the address, which seldom differ for a session or token. */
        @Override
        public int hashCode() {
            return 31 * subject.hashCode() + environment.hashCode();
        }
    }

    /** Returns AM's name of the resource that the decision is about. */
    String resource() {
        return enquiry.base + path;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DecisionKey that && enquiry.equals(that.enquiry) && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return 31 * enquiry.hashCode() + path.hashCode();
    }
}
