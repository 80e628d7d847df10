package org.journeyguard.internal.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of our own keys, with a decrypter prepared for each of its algorithms. */
final class DecryptionKey {
    private static final Map<Integer, String> WRAPPING = Map.of(128, "A128KW", 192, "A192KW", 256, "A256KW");

    private final @Nullable String id;
    private final Map<String, JWEDecrypter> decrypters;

    private DecryptionKey(@Nullable String id, Map<String, JWEDecrypter> decrypters) {
        this.id = id;
        this.decrypters = Map.copyOf(decrypters);
    }

    /** Prepares a key; it fits no algorithm when it is not for decryption. */
    static DecryptionKey of(JWK jwk) throws JOSEException {
        Map<String, JWEDecrypter> decrypters = new HashMap<>();
        if (KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
            return new DecryptionKey(jwk.getKeyID(), decrypters);
        }
        if (jwk instanceof RSAKey rsa && rsa.isPrivate()) {
            JWEDecrypter decrypter = new RSADecrypter(rsa.toPrivateKey());
            decrypters.put("RSA-OAEP", decrypter);
            decrypters.put("RSA-OAEP-256", decrypter);
        } else if (jwk instanceof OctetSequenceKey secret) {
            decrypters.put("dir", new DirectDecrypter(secret));
            String wrapping = WRAPPING.get(secret.size());
            if (wrapping != null) {
                decrypters.put(wrapping, new AESDecrypter(secret));
            }
        }
        return new DecryptionKey(jwk.getKeyID(), decrypters);
    }

    /**
     * Whether to try this key.
     *
     * @param keyId null when the token names none; a key without an id may match any
     */
    boolean fits(String algorithm, @Nullable String keyId) {
        return decrypters.containsKey(algorithm) && (keyId == null || id == null || id.equals(keyId));
    }

    /** Returns the decrypter for an algorithm that the key {@link #fits}. */
    JWEDecrypter decrypter(String algorithm) {
        return Objects.requireNonNull(decrypters.get(algorithm));
    }
}
