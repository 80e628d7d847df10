package org.journeyguard.internal.credential;

import org.journeyguard.Claims;

/**
 * A user who signed in to the application by the authorization code flow, as AM's ID token states.
 *
 * @param name of the user
 * @param realm of the issuer, as an AM path
 * @param subject {@code sub}, which never changes for a user
 * @param claims all claims of the ID token
 */
public record AppIdentity(String name, String realm, String subject, Claims claims) implements Identity {

    @Override
    public String owner() {
        return realm + "|subject|" + subject;
    }
}
