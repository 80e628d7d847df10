package org.journeyguard.internal.am.notification;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * Passes on which sessions have ended, and remembers which policy sets have changed.
 *
 * @param ended is told of sessions
 * @param wantsPolicies whether to subscribe to policies
 * @param changed policy sets
 */
record TestListener(Consumer<TokenDigest> ended, boolean wantsPolicies, Queue<String> changed)
        implements NotificationListener {
    TestListener(Consumer<TokenDigest> ended, boolean wantsPolicies) {
        this(ended, wantsPolicies, new ConcurrentLinkedQueue<>());
    }

    @Override
    public void sessionEnded(TokenDigest session) {
        ended.accept(session);
    }

    @Override
    public void policiesChanged(String policySet) {
        changed.add(policySet);
    }
}
