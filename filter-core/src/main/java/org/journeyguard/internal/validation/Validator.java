package org.journeyguard.internal.validation;

import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;

/**
 * Validates credentials of one kind. Each kind has a chain of validators: tombstones, the cache, one call at a time for each credential,
 * the cache again, the limit on all calls, and the check itself.
 *
 * @param <C> the kind of credential
 * @param <I> what is known about its users
 */
@FunctionalInterface
public interface Validator<C extends Credential, I extends Identity> {

    /**
     * Validates a credential.
     *
     * @param isUse whether this is use of the session, which is then kept alive
     */
    Authentication<I> validate(C credential, boolean isUse);
}
