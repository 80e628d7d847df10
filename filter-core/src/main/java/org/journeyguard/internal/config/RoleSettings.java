package org.journeyguard.internal.config;

import java.util.Set;
import org.journeyguard.Claims;

/**
 * Where the roles of users come from, for each kind of credential.
 *
 * @param ofSession what AM is asked for when a request has an SSO cookie
 * @param name the attribute or property; empty for {@link SessionSource#NONE}
 * @param claim the claim of access tokens and ID tokens; empty when tokens give no roles
 */
public record RoleSettings(SessionSource ofSession, String name, String claim) {
    /** Nobody has roles. */
    public static final RoleSettings NONE = new RoleSettings(SessionSource.NONE, "", "");

    /** Where the roles of users with an SSO cookie come from. */
    public enum SessionSource {
        /** They have none. */
        NONE,
        /** An attribute of the user at AM. */
        USER_ATTRIBUTE,
        /** A property of AM's session. */
        SESSION_PROPERTY
    }

    /** Returns the roles that the claims of a token give its user; empty when claims are not a source of roles. */
    public Set<String> of(Claims claims) {
        return claim.isEmpty() ? Set.of() : claims.texts(claim);
    }
}
