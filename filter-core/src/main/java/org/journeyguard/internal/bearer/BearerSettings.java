package org.journeyguard.internal.bearer;

import java.util.List;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.TokenValidation;

/**
 * The settings for accepting bearer tokens.
 *
 * @param validation how they are validated
 * @param audience accepted values; empty if no token is accepted
 */
public record BearerSettings(TokenValidation validation, Set<String> audience) {
    /** Reads the settings. */
    public static BearerSettings read(Settings settings) {
        List<String> named = settings.list(OAuthKeys.AUDIENCE);
        String client = settings.optional(OAuthKeys.CLIENT_ID);
        return new BearerSettings(
                settings.get(OAuthKeys.VALIDATION),
                named.isEmpty() && client != null ? Set.of(client) : Set.copyOf(named));
    }

    /** Returns whether bearer tokens are accepted. */
    public boolean acceptsTokens() {
        return !audience.isEmpty();
    }
}
