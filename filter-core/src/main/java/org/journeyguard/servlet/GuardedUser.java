package org.journeyguard.servlet;

import org.journeyguard.JourneyUser;
import org.journeyguard.credential.Credential;

/** A user as the filter knows it. */
sealed interface GuardedUser extends JourneyUser permits SessionUser, BearerUser, AppUser {

    /** What the request presented. */
    Credential credential();

    /** Whom the HttpSession belongs to. */
    String owner();

    /** As {@code getAuthType()} says it. */
    String authenticationScheme();
}
