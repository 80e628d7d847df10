package org.journeyguard.internal.policy;

import java.util.List;

/**
 * How somebody must have signed in.
 *
 * @param acr authentication context class references of which one is enough, the preferred one first; empty for any
 * @param level AM's authentication level, or a higher one; 0 for any
 */
public record AuthenticationRequirement(List<String> acr, int level) {
    /** Anyhow. */
    public static final AuthenticationRequirement NONE = new AuthenticationRequirement(List.of(), 0);

    /** Copies the list. */
    public AuthenticationRequirement {
        acr = List.copyOf(acr);
    }

    /** One of these. */
    public static AuthenticationRequirement of(List<String> acr) {
        return new AuthenticationRequirement(acr, 0);
    }

    /** This level. */
    public static AuthenticationRequirement of(int level) {
        return new AuthenticationRequirement(List.of(), level);
    }

    /** Whether everybody meets it who is signed in. */
    public boolean isNone() {
        return acr.isEmpty() && level <= 0;
    }
}
