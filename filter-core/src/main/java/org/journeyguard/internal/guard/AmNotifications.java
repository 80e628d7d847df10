package org.journeyguard.internal.guard;

import org.journeyguard.internal.am.notification.NotificationListener;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.logout.RemoteLogout;

/**
 * Does here what AM's notifications require.
 *
 * @param sessions ends sessions that have ended at AM
 * @param policies decides anew after policies have changed
 */
record AmNotifications(RemoteLogout sessions, Policies policies) implements NotificationListener {
    @Override
    public void sessionEnded(TokenDigest session) {
        sessions.onNotification(session);
    }

    @Override
    public boolean wantsPolicies() {
        return policies.isOn();
    }

    @Override
    public void policiesChanged(String policySet) {
        policies.changed(policySet);
    }
}
