package org.journeyguard.internal.policy;

import java.util.List;

/**
 * How a user must have signed in.
 *
 * @param acr accepted authentication context class references, preferred first, any of which is enough; empty for any
 * @param level AM's minimum authentication level; 0 for any
 */
public record AuthenticationRequirement(List<String> acr, int level) {
    /** Accepts any sign-in. */
    public static final AuthenticationRequirement NONE = new AuthenticationRequirement(List.of(), 0);

    /** Copies the list. */
    public AuthenticationRequirement {
        acr = List.copyOf(acr);
    }

    /** Requires one of these acr values. */
    public static AuthenticationRequirement of(List<String> acr) {
        return new AuthenticationRequirement(acr, 0);
    }

    /** Requires at least this level. */
    public static AuthenticationRequirement of(int level) {
        return new AuthenticationRequirement(List.of(), level);
    }

    /** Returns whether every signed-in user meets it. */
    public boolean isNone() {
        return acr.isEmpty() && level <= 0;
    }
}
