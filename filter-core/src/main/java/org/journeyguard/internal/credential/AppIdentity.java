package org.journeyguard.internal.credential;

import org.journeyguard.Claims;

/**
 * Who has signed in to the application by the authorization code flow, by the word of AM's ID token.
 *
 * @param name of the user
 * @param realm of the issuer, as AM path
 * @param subject {@code sub}, which stays the same for a user
 * @param claims all that the ID token states
 */
public record AppIdentity(String name, String realm, String subject, Claims claims) implements Identity {

    @Override
    public String owner() {
        return owner(realm, subject);
    }

    /** The owner of a user whom {@code sub} names in a realm. */
    public static String owner(String realm, String subject) {
        return realm + "|subject|" + subject;
    }
}
