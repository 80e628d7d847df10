package org.journeyguard.internal.config;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.internal.am.oauth.OAuthSettings.Endpoint;
import org.journeyguard.internal.config.keys.EndpointKeys;
import org.journeyguard.internal.config.keys.Key;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.config.keys.TokenValidation;
import org.jspecify.annotations.Nullable;

/** Reads {@code journey.oauth.*}. */
final class OAuthReader {
    private static final Set<String> ASYMMETRIC =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final Set<String> KEYED_WITH_THE_SECRET = Set.of("HS256", "HS384", "HS512");
    private static final Map<Endpoint, Key<?>> ENDPOINTS = Map.of(
            Endpoint.AUTHORIZATION, EndpointKeys.AUTHORIZATION_ENDPOINT,
            Endpoint.TOKEN, EndpointKeys.TOKEN_ENDPOINT,
            Endpoint.INTROSPECTION, EndpointKeys.INTROSPECTION_ENDPOINT,
            Endpoint.REVOCATION, EndpointKeys.REVOCATION_ENDPOINT,
            Endpoint.USERINFO, EndpointKeys.USERINFO_ENDPOINT,
            Endpoint.JWKS, EndpointKeys.JWKS_URI,
            Endpoint.PUSHED_AUTHORIZATION, EndpointKeys.PUSHED_AUTHORIZATION_ENDPOINT,
            Endpoint.END_SESSION, EndpointKeys.END_SESSION_ENDPOINT);

    private final SettingsReader values;

    OAuthReader(SettingsReader values) {
        this.values = values;
    }

    JourneyConfig.OAuth read() {
        JourneyConfig.Client client = new ClientReader(values).read();
        return new JourneyConfig.OAuth(
                client,
                bearer(client),
                values.get(OAuthKeys.THRESHOLD),
                values.get(OAuthKeys.CONSENT),
                values.get(OAuthKeys.CACHE_TTL),
                values.get(OAuthKeys.CACHE_SIZE),
                values.optionalUrlWithQuery(EndpointKeys.DISCOVERY_URL),
                endpoints());
    }

    private JourneyConfig.Bearer bearer(JourneyConfig.Client client) {
        TokenValidation validation = values.get(OAuthKeys.VALIDATION);
        List<String> named = values.list(OAuthKeys.AUDIENCE);
        Set<String> audience = named.isEmpty() && client.id() != null ? Set.of(client.id()) : Set.copyOf(named);
        if (client.id() == null && !audience.isEmpty() && validation != TokenValidation.JWT) {
            values.mistake(
                    OAuthKeys.CLIENT_ID,
                    "is missing, and without it nothing can be asked about tokens; or set journey.oauth.validation=jwt");
        }
        return new JourneyConfig.Bearer(
                validation,
                values.optional(OAuthKeys.ISSUER),
                audience,
                algorithms(client),
                values.get(OAuthKeys.CLOCK_SKEW),
                nameClaims(),
                values.get(OAuthKeys.INTROSPECTION),
                decryptionKeys());
    }

    private Set<String> algorithms(JourneyConfig.Client client) {
        Set<String> algorithms = new LinkedHashSet<>(values.list(OAuthKeys.ALGORITHMS));
        for (String algorithm : algorithms) {
            boolean isKeyed = KEYED_WITH_THE_SECRET.contains(algorithm);
            if (!isKeyed && !ASYMMETRIC.contains(algorithm)) {
                values.mistake(
                        OAuthKeys.ALGORITHMS, "has '" + algorithm + "'; expected a supported signature algorithm");
            } else if (isKeyed && client.secret() == null) {
                values.mistake(
                        OAuthKeys.ALGORITHMS, "has '" + algorithm + "', which needs journey.oauth.client-secret");
            }
        }
        return Set.copyOf(algorithms);
    }

    private List<String> nameClaims() {
        List<String> claims = values.list(OAuthKeys.NAME_CLAIMS);
        if (claims.isEmpty()) {
            values.mistake(OAuthKeys.NAME_CLAIMS, "names no claim, and users would have no names");
        }
        return claims;
    }

    /** Returns the file's text, which holds secrets; reports faults without them. */
    private @Nullable String decryptionKeys() {
        String file = values.optional(OAuthKeys.DECRYPTION_KEYS);
        if (file == null) {
            return null;
        }
        try {
            String text = Files.readString(Path.of(file));
            if (JWKSet.parse(text).isEmpty()) {
                values.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which holds no key");
            }
            return text;
        } catch (IOException | InvalidPathException e) {
            values.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which can't be read");
        } catch (ParseException e) {
            values.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which holds no JWK set");
        }
        return null;
    }

    private Map<Endpoint, URI> endpoints() {
        Map<Endpoint, URI> endpoints = new EnumMap<>(Endpoint.class);
        ENDPOINTS.forEach((endpoint, key) -> {
            URI url = values.optionalUrlWithQuery(key);
            if (url != null) {
                endpoints.put(endpoint, url);
            }
        });
        return Map.copyOf(endpoints);
    }
}
