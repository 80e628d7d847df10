package org.journeyguard.internal.auth;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Authenticates one kind of credential, and knows what its users have and how they sign out.
 *
 * @param <C> the kind of credential
 * @param <I> what is known of its users
 */
public interface Authenticator<C extends Credential, I extends Identity> {

    /** The kind of credential. */
    Class<C> credentialType();

    /** What is known of its users. */
    Class<I> identityType();

    /**
     * Authenticates a credential. {@link Authenticators} has looked at tombstones before, and does so again afterwards.
     *
     * @param facts of the request that presents it
     */
    Authentication<I> authenticate(C credential, RequestFacts facts);

    /** The user of a credential that was authenticated before, from memory; empty when it is not known here. */
    Optional<I> remembered(C credential);

    /** What the user of an authenticated credential has. */
    Account account(C credential, I identity);

    /** As {@link org.journeyguard.internal.logout.Logout#end}. */
    LogoutReport logout(Set<C> credentials, boolean everywhere, Runnable local);
}
