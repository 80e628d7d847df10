package org.journeyguard.internal.logout;

import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.Credential;

/** Signs out the users of one kind of credential. */
public interface Logout<C extends Credential> {

    /**
     * Ends credentials and everything that belongs to them.
     *
     * @param credentials one, unless a browser presents several
     * @param everywhere whether all sessions of the user end
     * @param local ends the request's local state, first of all the HttpSession; runs even if other steps fail
     */
    LogoutReport end(Set<C> credentials, boolean everywhere, Runnable local);
}
