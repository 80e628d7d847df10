package org.journeyguard.internal.validation;

import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;

/**
 * Validates credentials of one kind. Each kind has a chain of these: tombstones, the cache, one call at a time for each credential, the
 * limit on all calls, and at the end the check itself.
 *
 * @param <C> the kind of credential
 * @param <I> what is known of its users
 */
@FunctionalInterface
public interface Validator<C extends Credential, I extends Identity> {

    /**
     * Validates a credential.
     *
     * @param isUse whether it is being used, so that its session has to be kept alive
     */
    Authentication<I> validate(C credential, boolean isUse);
}
