package org.journeyguard.internal.config;

import java.net.URI;
import java.util.List;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.Key;
import org.jspecify.annotations.Nullable;

/** Reads the service account that lists and ends sessions at Advanced Identity Cloud. */
final class ServiceAccountReader {
    private final SettingsReader values;

    ServiceAccountReader(SettingsReader values) {
        this.values = values;
    }

    /** Returns null if there is none, or if it is invalid, which is then reported. */
    JourneyConfig.@Nullable ServiceAccount read() {
        String id = values.optional(AmKeys.SERVICE_ACCOUNT_ID);
        if (id == null) {
            for (Key<?> companion : List.of(AmKeys.SERVICE_ACCOUNT_KEY, AmKeys.SERVICE_ACCOUNT_TOKEN_ENDPOINT)) {
                if (values.isSet(companion)) {
                    values.mistake(companion, "is set although journey.am.service-account.id is missing");
                }
            }
            return null;
        }
        if (!values.isSet(AmKeys.SERVICE_ACCOUNT_KEY)) {
            values.mistake(AmKeys.SERVICE_ACCOUNT_KEY, "is missing although journey.am.service-account.id is set");
        }
        AssertionKey key = new AssertionKeyReader(values).read(AmKeys.SERVICE_ACCOUNT_KEY, null);
        URI tokenEndpoint = values.optionalUrl(AmKeys.SERVICE_ACCOUNT_TOKEN_ENDPOINT);
        return key == null ? null : new JourneyConfig.ServiceAccount(id, key, tokenEndpoint);
    }
}
