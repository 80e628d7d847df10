package org.journeyguard.internal.guard;

import java.util.Objects;
import org.journeyguard.internal.authorization.AmPolicies;
import org.journeyguard.internal.authorization.Policies;
import org.journeyguard.internal.guard.settings.GuardSettings;

/** Has AM's policies decide about requests, if that is configured. */
final class PolicyCapability {
    private PolicyCapability() {}

    static Policies of(GuardSettings config, SharedServices shared) {
        return config.policies().isOn()
                ? new AmPolicies(
                        config.policies(),
                        shared.am(),
                        Objects.requireNonNull(shared.accounts().administrator()),
                        shared.cookieName(),
                        shared.sessions(),
                        shared.limiter(),
                        shared.clock(),
                        shared.nanoTime())
                : Policies.NONE;
    }
}
