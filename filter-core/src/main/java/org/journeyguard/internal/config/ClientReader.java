package org.journeyguard.internal.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.internal.am.oauth.AssertionKey;
import org.journeyguard.internal.am.oauth.AuthorizationRequest;
import org.journeyguard.internal.am.oauth.OAuthSettings.Authentication;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.jspecify.annotations.Nullable;

/** Reads the OAuth 2.0 client and how it authenticates to AM. */
final class ClientReader {
    private final SettingsReader values;

    ClientReader(SettingsReader values) {
        this.values = values;
    }

    JourneyConfig.Client read() {
        String id = values.optional(OAuthKeys.CLIENT_ID);
        String secret = values.optional(OAuthKeys.CLIENT_SECRET);
        if (secret != null && id == null) {
            values.mistake(OAuthKeys.CLIENT_ID, "is missing although journey.oauth.client-secret is set");
        }
        Authentication authentication = values.get(OAuthKeys.CLIENT_AUTHENTICATION);
        String path = values.text(OAuthKeys.REDIRECT_PATH);
        if (!SettingsReader.isPath(path)) {
            values.mistake(OAuthKeys.REDIRECT_PATH, "is '" + path + "'; expected a path");
        }
        String scope = values.text(OAuthKeys.SCOPE);
        if (!scope.chars().allMatch(c -> c == ' ' || (c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ','))) {
            values.mistake(
                    OAuthKeys.SCOPE, "is '" + scope + "'; expected a scope whose values are separated by blanks only");
        }
        return new JourneyConfig.Client(
                id,
                secret,
                authentication,
                key(id, authentication),
                String.join(" ", scope.split(" +", -1)),
                path,
                authorizationParameters(),
                values.get(OAuthKeys.PUSHED_AUTHORIZATION));
    }

    /** Also reports what is missing for a client without a secret. */
    private @Nullable AssertionKey key(@Nullable String id, Authentication authentication) {
        String way = values.text(OAuthKeys.CLIENT_AUTHENTICATION);
        boolean isByKey = authentication == Authentication.PRIVATE_KEY_JWT;
        boolean isByCertificate = authentication == Authentication.TLS;
        if (id == null && (isByKey || isByCertificate)) {
            values.mistake(OAuthKeys.CLIENT_ID, "is missing although journey.oauth.client-authentication is " + way);
        }
        if (isByCertificate && !values.isSet(AmKeys.KEY_STORE)) {
            values.mistake(AmKeys.KEY_STORE, "is missing although journey.oauth.client-authentication is " + way);
        }
        if (isByKey && !values.isSet(OAuthKeys.CLIENT_KEY)) {
            values.mistake(OAuthKeys.CLIENT_KEY, "is missing although journey.oauth.client-authentication is " + way);
        }
        for (Key<?> unused : new Key<?>[] {OAuthKeys.CLIENT_KEY, OAuthKeys.CLIENT_KEY_ALGORITHM}) {
            if (!isByKey && values.isSet(unused)) {
                values.mistake(
                        unused,
                        "is set although journey.oauth.client-authentication is " + way + ", not private_key_jwt");
            }
        }
        AssertionKey key = isByKey
                ? new AssertionKeyReader(values)
                        .read(OAuthKeys.CLIENT_KEY, values.optional(OAuthKeys.CLIENT_KEY_ALGORITHM))
                : null;
        if (key != null && !key.hasKeyId()) {
            values.mistake(
                    OAuthKeys.CLIENT_KEY,
                    "is '" + values.text(OAuthKeys.CLIENT_KEY)
                            + "', which holds a key without kid, by which AM finds the public key of the client");
        }
        return key;
    }

    private Map<String, String> authorizationParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String element : values.list(OAuthKeys.AUTHORIZATION_PARAMETERS)) {
            String[] pair = element.split("=", 2);
            String name = pair[0].strip();
            String value = pair.length < 2 ? null : SettingsReader.percentDecoded(pair[1].strip());
            if (name.isEmpty() || value == null) {
                values.mistake(
                        OAuthKeys.AUTHORIZATION_PARAMETERS,
                        "has '" + element + "'; expected name=value, with % only before two hexadecimal digits");
            } else if (AuthorizationRequest.isOwn(name)) {
                values.mistake(
                        OAuthKeys.AUTHORIZATION_PARAMETERS,
                        "has '" + name + "', which JourneyGuard sets itself, or never");
            } else if (parameters.put(name, value) != null) {
                values.mistake(OAuthKeys.AUTHORIZATION_PARAMETERS, "has '" + name + "' twice");
            }
        }
        return Collections.unmodifiableMap(parameters);
    }
}
