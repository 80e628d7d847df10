package org.journeyguard.decide;

import java.util.List;

/**
 * How somebody must have signed in.
 *
 * @param acr authentication context class references of which one is enough, the preferred one first; empty for any
 * @param level AM's authentication level, or a higher one; 0 for any
 */
public record AuthenticationDemand(List<String> acr, int level) {
    /** Anyhow. */
    public static final AuthenticationDemand NONE = new AuthenticationDemand(List.of(), 0);

    /** Copies the list. */
    public AuthenticationDemand {
        acr = List.copyOf(acr);
    }

    /** One of these. */
    public static AuthenticationDemand of(List<String> acr) {
        return new AuthenticationDemand(acr, 0);
    }

    /** This level. */
    public static AuthenticationDemand of(int level) {
        return new AuthenticationDemand(List.of(), level);
    }

    /** Whether everybody meets it who is signed in. */
    public boolean isNone() {
        return acr.isEmpty() && level <= 0;
    }
}
