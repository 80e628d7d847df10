package org.journeyguard.internal.validation;

import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.resilience.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Caches the answers about credentials of one kind.
 *
 * @param <C> the kind of credential
 * @param <I> what is known about its users
 */
public interface AnswerCache<C extends Credential, I extends Identity> {

    /**
     * Returns the answer that still applies to a credential; null if the credential must be validated.
     *
     * @param isUse whether this is use of the session, which is then kept alive
     */
    @Nullable
    Authentication<I> find(C credential, boolean isUse);

    /** Whether a credential was valid before, even if that answer no longer applies. */
    boolean isKnown(C credential);

    /** Returns the priority of validating a credential. */
    default Priority priority(C credential) {
        return Priority.of(isKnown(credential));
    }
}
