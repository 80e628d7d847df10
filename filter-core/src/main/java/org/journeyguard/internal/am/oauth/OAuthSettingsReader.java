package org.journeyguard.internal.am.oauth;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.AmKeys;
import org.journeyguard.internal.config.keys.ApplicationKeys;
import org.journeyguard.internal.config.keys.ClientAuthenticationMethod;
import org.journeyguard.internal.config.keys.EndpointKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.jspecify.annotations.Nullable;

/** Reads the OAuth 2.0 client, how it authenticates to AM, and AM's endpoints. */
final class OAuthSettingsReader {
    private static final Map<Endpoint, Key<?>> ENDPOINTS = Map.of(
            Endpoint.AUTHORIZATION, EndpointKeys.AUTHORIZATION_ENDPOINT,
            Endpoint.TOKEN, EndpointKeys.TOKEN_ENDPOINT,
            Endpoint.INTROSPECTION, EndpointKeys.INTROSPECTION_ENDPOINT,
            Endpoint.REVOCATION, EndpointKeys.REVOCATION_ENDPOINT,
            Endpoint.USERINFO, EndpointKeys.USERINFO_ENDPOINT,
            Endpoint.JWKS, EndpointKeys.JWKS_URI,
            Endpoint.PUSHED_AUTHORIZATION, EndpointKeys.PUSHED_AUTHORIZATION_ENDPOINT,
            Endpoint.END_SESSION, EndpointKeys.END_SESSION_ENDPOINT);

    private final Settings settings;

    OAuthSettingsReader(Settings settings) {
        this.settings = settings;
    }

    OAuthSettings read() {
        ClientAuthenticationMethod authentication = settings.get(OAuthKeys.CLIENT_AUTHENTICATION);
        URI publicUrl = settings.optionalUrl(AmKeys.PUBLIC_URL);
        URI app = settings.optionalUrl(ApplicationKeys.APP_URL);
        return new OAuthSettings(
                publicUrl == null ? settings.url(AmKeys.URL) : publicUrl,
                settings.optional(OAuthKeys.CLIENT_ID),
                settings.optional(OAuthKeys.CLIENT_SECRET),
                authentication,
                authentication == ClientAuthenticationMethod.PRIVATE_KEY_JWT ? clientKey() : null,
                app == null
                        ? null
                        : app + settings.path(OAuthKeys.REDIRECT_PATH).orElseThrow(),
                scope(),
                authorizationParameters(),
                settings.optionalUrlWithQuery(EndpointKeys.DISCOVERY_URL),
                endpoints(),
                settings.optional(OAuthKeys.ISSUER),
                settings.get(OAuthKeys.INTROSPECTION),
                settings.get(OAuthKeys.PUSHED_AUTHORIZATION));
    }

    private @Nullable AssertionKey clientKey() {
        AssertionKey key =
                AssertionKey.read(settings, OAuthKeys.CLIENT_KEY, settings.optional(OAuthKeys.CLIENT_KEY_ALGORITHM));
        if (key != null && !key.hasKeyId()) {
            settings.mistake(
                    OAuthKeys.CLIENT_KEY,
                    "is '" + settings.text(OAuthKeys.CLIENT_KEY)
                            + "', which holds a key without kid; AM needs it to find the client's public key");
        }
        return key;
    }

    private String scope() {
        String scope = settings.text(OAuthKeys.SCOPE);
        if (!scope.chars().allMatch(c -> c == ' ' || (c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != ','))) {
            settings.mistake(
                    OAuthKeys.SCOPE, "is '" + scope + "'; expected a scope whose values are separated by blanks only");
        }
        return String.join(" ", scope.split(" +", -1));
    }

    private Map<String, String> authorizationParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String element : settings.list(OAuthKeys.AUTHORIZATION_PARAMETERS)) {
            String[] pair = element.split("=", 2);
            String name = pair[0].strip();
            String value = pair.length < 2 ? null : percentDecoded(pair[1].strip());
            if (name.isEmpty() || value == null) {
                settings.mistake(
                        OAuthKeys.AUTHORIZATION_PARAMETERS,
                        "has '" + element + "'; expected name=value, with % only before two hexadecimal digits");
            } else if (AuthorizationRequest.isOwn(name)) {
                settings.mistake(
                        OAuthKeys.AUTHORIZATION_PARAMETERS,
                        "has '" + name + "', which JourneyGuard sets itself, or never");
            } else if (parameters.put(name, value) != null) {
                settings.mistake(OAuthKeys.AUTHORIZATION_PARAMETERS, "has '" + name + "' twice");
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    /** Percent-decodes a text (RFC 3986, 2.1); null if an escape is malformed. */
    private static @Nullable String percentDecoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Map<Endpoint, URI> endpoints() {
        Map<Endpoint, URI> endpoints = new EnumMap<>(Endpoint.class);
        ENDPOINTS.forEach((endpoint, key) -> {
            URI url = settings.optionalUrlWithQuery(key);
            if (url != null) {
                endpoints.put(endpoint, url);
            }
        });
        return endpoints;
    }
}
