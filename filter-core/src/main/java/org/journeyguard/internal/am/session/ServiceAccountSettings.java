package org.journeyguard.internal.am.session;

import java.net.URI;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.jspecify.annotations.Nullable;

/**
 * A service account of Advanced Identity Cloud, which lists and ends sessions.
 *
 * @param id at AM
 * @param key signs its assertions
 * @param tokenEndpoint null for the usual one
 */
public record ServiceAccountSettings(
        String id, AssertionKey key, @Nullable URI tokenEndpoint) {
    /** Reads the settings; null if there is no service account, or if its key is invalid, which is then reported. */
    public static @Nullable ServiceAccountSettings read(Settings settings) {
        String id = settings.optional(AmKeys.SERVICE_ACCOUNT_ID);
        if (id == null) {
            return null;
        }
        AssertionKey key = AssertionKey.read(settings, AmKeys.SERVICE_ACCOUNT_KEY, null);
        URI tokenEndpoint = settings.optionalUrl(AmKeys.SERVICE_ACCOUNT_TOKEN_ENDPOINT);
        return key == null ? null : new ServiceAccountSettings(id, key, tokenEndpoint);
    }
}
