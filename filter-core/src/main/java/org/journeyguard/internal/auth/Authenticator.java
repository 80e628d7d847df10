package org.journeyguard.internal.auth;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.request.RequestFacts;

/**
 * Authenticates one kind of credential, and provides the accounts and logouts of its users.
 *
 * @param <C> the kind of credential
 * @param <I> what is known about its users
 */
public interface Authenticator<C extends Credential, I extends Identity> {

    /** Returns the kind of credential. */
    Class<C> credentialType();

    /** Returns the type of what is known about its users. */
    Class<I> identityType();

    /**
     * Authenticates a credential. Refuses one that was ended here, even if that happens during the call.
     *
     * @param facts of the request that presents it
     */
    Authentication<I> authenticate(C credential, RequestFacts facts);

    /** Returns the cached user of a credential that was authenticated before; empty when it is not cached here. */
    Optional<I> remembered(C credential);

    /** Returns the account of an authenticated credential. */
    Account account(C credential, I identity);

    /** Signs out; see {@link org.journeyguard.internal.logout.Logout#end}. */
    LogoutReport logout(Set<C> credentials, boolean everywhere, Runnable local);
}
