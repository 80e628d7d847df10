package org.journeyguard.internal.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Set;
import org.journeyguard.internal.config.Settings;
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.jspecify.annotations.Nullable;

/**
 * The settings for verifying and decrypting JWTs. {@code toString()} shows no secret.
 *
 * @param algorithms the accepted signature algorithms
 * @param clockSkew not negative
 * @param decryptionKeys null to leave encrypted tokens to AM
 */
public record JwtSettings(
        Set<String> algorithms,
        Duration clockSkew,
        @Nullable JWKSet decryptionKeys) {
    /** Reads the settings. */
    public static JwtSettings read(Settings settings) {
        Set<String> algorithms = Set.copyOf(settings.list(OAuthKeys.ALGORITHMS));
        for (String algorithm : algorithms) {
            if (!SignatureAlgorithms.ALL.contains(algorithm)) {
                settings.mistake(
                        OAuthKeys.ALGORITHMS, "has '" + algorithm + "'; expected a supported signature algorithm");
            } else if (isKeyedWithSecret(algorithm) && !settings.isSet(OAuthKeys.CLIENT_SECRET)) {
                settings.mistake(
                        OAuthKeys.ALGORITHMS, "has '" + algorithm + "', which needs journey.oauth.client-secret");
            }
        }
        return new JwtSettings(algorithms, settings.get(OAuthKeys.CLOCK_SKEW), decryptionKeys(settings));
    }

    private static boolean isKeyedWithSecret(String algorithm) {
        return SignatureAlgorithms.HMAC.containsKey(algorithm);
    }

    private static @Nullable JWKSet decryptionKeys(Settings settings) {
        String file = settings.optional(OAuthKeys.DECRYPTION_KEYS);
        if (file == null) {
            return null;
        }
        try {
            JWKSet keys = JWKSet.parse(Files.readString(Path.of(file)));
            if (keys.isEmpty()) {
                settings.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which holds no key");
            }
            return keys;
        } catch (IOException | InvalidPathException e) {
            settings.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which can't be read");
        } catch (ParseException e) {
            settings.mistake(OAuthKeys.DECRYPTION_KEYS, "is '" + file + "', which holds no JWK set");
        }
        return null;
    }

    @Override
    public String toString() {
        return "JwtSettings(" + algorithms + ")";
    }
}
