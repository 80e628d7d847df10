package org.journeyguard.access;

import java.util.Set;
import org.journeyguard.JourneyUser;

/** Who may call a method, as far as signing in and roles go. */
public sealed interface AccessRule {

    /** What has nothing to do with roles. No records: before Java 19 comparing those keeps their class loader. */
    enum Plain implements AccessRule {
        /** Everybody whom the path lets in: {@code @PermitAll}, or no annotation. */
        EVERYBODY,
        /** {@code @Authenticated}. */
        SIGNED_IN,
        /** Not even whoever has all roles: {@code @DenyAll}. */
        NOBODY
    }

    /**
     * {@code @RolesAllowed}.
     *
     * @param roles one of these is enough; {@code **} is any signed-in user
     */
    record RolesAllowed(Set<String> roles) implements AccessRule {
        private static final String ANY = "**";

        /** AM may have to be asked for roles, but not where they do not matter. */
        boolean admits(JourneyUser user) {
            return roles.contains(ANY) || user.roles().stream().anyMatch(roles::contains);
        }
    }
}
