package org.journeyguard.access;

import java.util.Set;
import org.journeyguard.JourneyUser;

/** Who may call a method, as far as signing in and roles go. */
public sealed interface AccessRule {
    /** Everybody whom the path lets in: {@code @PermitAll}, or no annotation. */
    AccessRule EVERYBODY = new Everybody();
    /** {@code @Authenticated}. */
    AccessRule SIGNED_IN = new RolesAllowed(Set.of(RolesAllowed.ANY));
    /** {@code @DenyAll}. */
    AccessRule NOBODY = new Nobody();

    /** Nothing is added to what the path says. */
    record Everybody() implements AccessRule {}

    /** Not even whoever has all roles. */
    record Nobody() implements AccessRule {}

    /**
     * {@code @RolesAllowed}.
     *
     * @param roles one of these is enough; {@code **} is any signed-in user
     */
    record RolesAllowed(Set<String> roles) implements AccessRule {
        static final String ANY = "**";

        /** AM may have to be asked for roles, but not where they do not matter. */
        boolean admits(JourneyUser user) {
            return roles.contains(ANY) || user.roles().stream().anyMatch(roles::contains);
        }
    }
}
