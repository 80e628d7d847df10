package org.journeyguard.internal.am.notification;

import org.journeyguard.internal.credential.TokenDigest;

/** Hears what AM notifies of. */
public interface NotificationListener {
    /**
     * A session has ended at AM, of this application or not.
     *
     * @param session its digest, or SHA-256 of its token where AM tells no more
     */
    void sessionEnded(TokenDigest session);

    /** Returns whether to subscribe to changes of policies, too. */
    boolean wantsPolicies();

    /**
     * Policies have changed at AM, or may have changed before AM began to notify.
     *
     * @param policySet whose policies; empty if it is not known
     */
    void policiesChanged(String policySet);
}
