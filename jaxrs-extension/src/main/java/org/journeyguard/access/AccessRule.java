package org.journeyguard.access;

import java.util.Set;
import org.journeyguard.JourneyUser;

/** Who may call a method, by sign-in and roles. */
public sealed interface AccessRule {

    /** The rules without roles. Not records: before Java 19, comparing records keeps their class loader alive. */
    enum Plain implements AccessRule {
        /** Everyone whom the path allows: {@code @PermitAll}, or no annotation. */
        PERMIT_ALL,
        /** Signed-in users: {@code @Authenticated}. */
        SIGNED_IN,
        /** No caller, whatever their roles: {@code @DenyAll}. */
        DENY_ALL
    }

    /**
     * Users with certain roles: {@code @RolesAllowed}.
     *
     * @param roles any of these is enough; {@code **} is any signed-in user
     */
    record RolesAllowed(Set<String> roles) implements AccessRule {
        private static final String ANY = "**";

        /** Checks roles only where they matter, because that may need a call to AM. */
        boolean admits(JourneyUser user) {
            return roles.contains(ANY) || user.roles().stream().anyMatch(roles::contains);
        }
    }
}
