package org.journeyguard.internal.authorization;

import org.journeyguard.NotConfigured;
import org.journeyguard.PolicyDecision;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.request.RequestFacts;

/** Decides about requests by policies. The action is the HTTP method; a request to which no policy applies is denied. */
public interface Policies {
    /** Allows all requests, because no policies are configured. */
    Policies NONE = new Policies() {
        @Override
        public boolean decideAbout(RequestFacts facts) {
            return false;
        }

        @Override
        public PolicyOutcome outcome(RequestFacts facts, PolicyUser user) {
            return PolicyOutcome.ALLOWED;
        }

        @Override
        public AmResult<PolicyDecision> decision(PolicyQuery query, PolicyUser user) {
            throw new NotConfigured("AM's policies are asked only with journey.policy=am");
        }

        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public void signedInAnew(Credential credential) {
            // nothing is cached
        }

        @Override
        public void changed(String policySet) {
            // nothing is cached
        }
    };

    /** Returns whether policies are configured. */
    boolean isOn();

    /** The user has signed in in another way: some servers then keep the session and its token. */
    void signedInAnew(Credential credential);

    /**
     * Policies have changed.
     *
     * @param policySet whose policies; empty if it is not known
     */
    void changed(String policySet);

    /** Returns whether policies decide about a request; does not ask AM. */
    boolean decideAbout(RequestFacts facts);

    /**
     * Decides about a request. Asks AM unless the decision is cached.
     *
     * @param user of the request
     */
    PolicyOutcome outcome(RequestFacts facts, PolicyUser user);

    /**
     * Returns AM's decision about any resource. Asks AM unless the decision is cached.
     *
     * @return refused if the user's session has ended
     * @throws NotConfigured if no policies are configured
     */
    AmResult<PolicyDecision> decision(PolicyQuery query, PolicyUser user);
}
