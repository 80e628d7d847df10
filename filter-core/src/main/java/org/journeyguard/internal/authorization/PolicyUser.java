package org.journeyguard.internal.authorization;

import java.util.Optional;
import org.journeyguard.internal.credential.Credential;

/** The user whom policies are evaluated for. */
public interface PolicyUser {
    /** Returns the credential that the request presented, which was valid. */
    Credential credential();

    /**
     * Returns AM's JWT about the user, which JourneyGuard has verified and AM does not: the ID token of the sign-in, or the access token.
     *
     * @return empty if there is none, and for a client that acts for itself
     * @throws org.journeyguard.Unavailable if the store of tokens does not answer
     */
    default Optional<String> jwt() {
        return Optional.empty();
    }
}
