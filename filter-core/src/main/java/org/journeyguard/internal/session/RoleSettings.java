package org.journeyguard.internal.session;

import java.util.Set;
import org.journeyguard.Claims;
import org.journeyguard.internal.config.Settings;

/**
 * The sources of roles for each kind of credential.
 *
 * @param ofSession the source at AM for requests with an SSO cookie
 * @param name the attribute or property; empty for {@link SessionSource#NONE}
 * @param claim the claim of access tokens and ID tokens; empty if tokens give no roles
 */
public record RoleSettings(SessionSource ofSession, String name, String claim) {
    /** No roles. */
    public static final RoleSettings NONE = new RoleSettings(SessionSource.NONE, "", "");

    /** The source of roles for users with an SSO cookie. */
    public enum SessionSource {
        /** No roles. */
        NONE,
        /** An attribute of the user at AM. */
        USER_ATTRIBUTE,
        /** A property of AM's session. */
        SESSION_PROPERTY
    }

    /** Reads the first source that applies to each kind of credential. */
    public static RoleSettings read(Settings settings) {
        return new RolesReader(settings).read();
    }

    /** Returns the user's roles from the claims of a token; empty if claims are not a source of roles. */
    public Set<String> of(Claims claims) {
        return claim.isEmpty() ? Set.of() : claims.texts(claim);
    }
}
