package org.journeyguard.internal.credential;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;

/**
 * How a user signed in, as AM states it.
 *
 * @param services chains or journeys of the session; empty for tokens
 * @param acr authentication context class references of the token; empty for sessions
 * @param level AM's authentication level; 0, which every user has, where AM does not state it
 */
public record AuthenticationContext(Set<String> services, Set<String> acr, int level) {
    /** Nothing is known. */
    public static final AuthenticationContext NONE = new AuthenticationContext(Set.of(), Set.of(), 0);

    /** Copies the sets. */
    public AuthenticationContext {
        services = Set.copyOf(services);
        acr = Set.copyOf(acr);
    }

    /**
     * Reads the context of a session.
     *
     * @param realm of the session
     * @param services values of {@code Service}
     * @param levels values of {@code AuthLevel}; those with another realm before a colon are ignored
     */
    public static AuthenticationContext ofSession(String realm, Set<String> services, Set<String> levels) {
        int highest = levels.stream()
                .map(text -> text.startsWith(realm + ":") ? text.substring(realm.length() + 1) : text)
                .mapToInt(AuthenticationContext::level)
                .max()
                .orElse(0);
        return new AuthenticationContext(services, Set.of(), highest);
    }

    /** Reads the context of a token: {@code acr} (OpenID Connect Core, 2; RFC 9470, 6) and AM's {@code auth_level}. */
    public static AuthenticationContext ofToken(Claims claims) {
        Optional<String> level =
                claims.text("auth_level").or(() -> claims.number("auth_level").map(String::valueOf));
        return new AuthenticationContext(
                Set.of(),
                claims.texts("acr"),
                level.map(AuthenticationContext::level).orElse(0));
    }

    private static int level(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
