package org.journeyguard.jaxrs;

import java.util.Set;

/** Who may call a resource method. */
sealed interface AccessRule {
    /** The path decided already; nothing is added. */
    AccessRule BY_PATH = new ByPath();
    /** Everybody whom the path lets in. */
    AccessRule PERMIT_ALL = new PermitAll();
    /** Nobody. */
    AccessRule DENY_ALL = new DenyAll();

    /** No annotation. */
    record ByPath() implements AccessRule {}

    /** {@code @PermitAll}. */
    record PermitAll() implements AccessRule {}

    /** {@code @DenyAll}. */
    record DenyAll() implements AccessRule {}

    /**
     * {@code @RolesAllowed}.
     *
     * @param roles one of these is enough; {@code **} is any signed-in user
     */
    record RolesAllowed(Set<String> roles) implements AccessRule {}
}
