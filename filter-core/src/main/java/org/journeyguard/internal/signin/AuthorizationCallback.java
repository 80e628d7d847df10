package org.journeyguard.internal.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * AM's authorization response (RFC 6749, 4.1.2; RFC 9207, 2): a code or an error; absent parameters are empty. {@code toString()} shows no
 * secret.
 *
 * @param state of the sign-in
 * @param code empty if there is an error
 * @param error empty if there is a code
 * @param issuer the issuer it names
 */
record AuthorizationCallback(String state, String code, String error, String issuer) {
    private static final Set<String> NAMES = Set.of("state", "code", "error", "iss");
    /** Longer than any server's response. */
    private static final int LONGEST = 8_000;

    /**
     * Parses a query.
     *
     * @param query as sent; null for none
     * @return empty if it is not a response: no state, neither code nor error, or one of them twice (RFC 6749, 3.1)
     */
    static Optional<AuthorizationCallback> read(@Nullable String query) {
        if (query == null || query.length() > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : decoded(pair.substring(0, equals));
            if (NAMES.contains(name) && found.put(name, decoded(pair.substring(equals + 1))) != null) {
                return Optional.empty();
            }
        }
        String error = found.getOrDefault("error", "");
        AuthorizationCallback callback = new AuthorizationCallback(
                found.getOrDefault("state", ""),
                error.isEmpty() ? found.getOrDefault("code", "") : "",
                error,
                found.getOrDefault("iss", ""));
        boolean isResponse = !callback.state.isEmpty() && !(callback.code.isEmpty() && error.isEmpty());
        return isResponse ? Optional.of(callback) : Optional.empty();
    }

    /** Broken encoding yields an empty text, which is never a valid parameter. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "Callback(secret)";
    }
}
