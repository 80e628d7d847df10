package org.journeyguard.internal.jwt;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decrypts JWTs (RFC 7516) with our own keys. The content still has to be signed. */
final class Decryption {
    /** Excludes passwords (PBES2), which let attackers waste our processor time, and RSA1_5, which lets them guess the content. */
    static final Set<String> ALGORITHMS = Set.of("RSA-OAEP", "RSA-OAEP-256", "A128KW", "A192KW", "A256KW", "dir");

    private static final Set<String> CONTENT =
            Set.of("A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512", "A128GCM", "A192GCM", "A256GCM");

    private final List<DecryptionKey> keys;

    /**
     * @param keys RSA keys with their private parts, and secrets; others are ignored
     * @throws IllegalArgumentException when one of them can't be used
     */
    Decryption(JWKSet keys) {
        this.keys = keys.getKeys().stream().map(Decryption::prepared).toList();
    }

    /** The outcome of decrypting a JWT. */
    sealed interface Opened {}

    /** The decrypted content. */
    record Content(String text) implements Opened {
        @Override
        public String toString() {
            return "Content";
        }
    }

    /** The JWT could not be decrypted. */
    record Closed(JwtVerification answer) implements Opened {}

    private static DecryptionKey prepared(JWK key) {
        try {
            return DecryptionKey.of(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("a key for decryption can't be used", e);
        }
    }

    Opened open(JoseHeader header, CompactForm.Encrypted jwe) {
        String algorithm = header.algorithm();
        String encryption = header.encryption();
        if (!ALGORITHMS.contains(algorithm) || !CONTENT.contains(encryption)) {
            return new Closed(new JwtVerification.Refused("encrypted in a way that is not accepted"));
        }
        JWEHeader plain = new JWEHeader(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(encryption));
        List<DecryptionKey> fitting = keys.stream()
                .filter(key -> key.fits(algorithm, header.keyId()))
                .limit(PublicKeys.TRIED)
                .toList();
        if (fitting.isEmpty()) {
            return new Closed(new JwtVerification.Unverifiable("encrypted for a key that is not ours"));
        }
        for (DecryptionKey key : fitting) {
            String text = opened(key, plain, jwe);
            if (text != null) {
                return new Content(text);
            }
        }
        return new Closed(new JwtVerification.Refused("can't be decrypted"));
    }

    private static @Nullable String opened(DecryptionKey key, JWEHeader header, CompactForm.Encrypted jwe) {
        try {
            // our own header, because the library does not know AM's "zip":"NONE"; the authenticated data is still
            // the token's header
            byte[] content = key.decrypter(header.getAlgorithm().getName())
                    .decrypt(
                            header,
                            jwe.key().isEmpty() ? null : new Base64URL(jwe.key()),
                            new Base64URL(jwe.iv()),
                            new Base64URL(jwe.content()),
                            new Base64URL(jwe.tag()),
                            jwe.header().getBytes(StandardCharsets.US_ASCII));
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (JOSEException | RuntimeException e) {
            // untrusted bytes: whatever exception a provider throws, they are not decrypted
            return null;
        }
    }
}
