package org.journeyguard.internal.credential;

import java.util.Optional;
import java.util.Set;
import org.journeyguard.Claims;

/**
 * How somebody has signed in, by AM's word.
 *
 * @param services chains or journeys of the session; empty for tokens
 * @param acr authentication context class references of the token; empty for sessions
 * @param level AM's authentication level; 0, which everybody has, where AM does not tell
 */
public record AuthenticationContext(Set<String> services, Set<String> acr, int level) {
    /** Nothing is told. */
    public static final AuthenticationContext NONE = new AuthenticationContext(Set.of(), Set.of(), 0);

    /** Copies the sets. */
    public AuthenticationContext {
        services = Set.copyOf(services);
        acr = Set.copyOf(acr);
    }

    /**
     * What a session says.
     *
     * @param realm of the session
     * @param services values of {@code Service}
     * @param levels values of {@code AuthLevel}; those with another realm before a colon do not count
     */
    public static AuthenticationContext ofSession(String realm, Set<String> services, Set<String> levels) {
        int highest = levels.stream()
                .map(text -> text.startsWith(realm + ":") ? text.substring(realm.length() + 1) : text)
                .mapToInt(AuthenticationContext::level)
                .max()
                .orElse(0);
        return new AuthenticationContext(services, Set.of(), highest);
    }

    /** What a token states: {@code acr} (OpenID Connect Core, 2; RFC 9470, 6), and {@code auth_level} of AM. */
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
