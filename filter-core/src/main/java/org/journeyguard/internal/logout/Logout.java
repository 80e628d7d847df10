package org.journeyguard.internal.logout;

import java.util.Set;
import org.journeyguard.LogoutReport;
import org.journeyguard.internal.credential.Credential;

/** Signs out the users of one kind of credential. */
public interface Logout<C extends Credential> {

    /**
     * Ends credentials, and all that belongs to them.
     *
     * @param credentials one, except for a browser that presents several
     * @param everywhere whether all sessions of the user end
     * @param local ends what hangs on the request, the HttpSession first of all; runs whatever fails
     */
    LogoutReport end(Set<C> credentials, boolean everywhere, Runnable local);
}
