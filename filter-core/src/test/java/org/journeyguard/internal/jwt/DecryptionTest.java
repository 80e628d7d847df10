package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.Test;

/** Tokens that AM has signed and then encrypted for us. */
class DecryptionTest {
    private static final EncryptionMethod CBC = EncryptionMethod.A128CBC_HS256;
    private static final RSAKey RSA = rsa();
    private static final Map<Integer, OctetSequenceKey> SECRETS =
            Map.of(128, secret(128), 192, secret(192), 256, secret(256), 384, secret(384), 512, secret(512));

    private final KeyServer am = new KeyServer(TestJwts.RSA);
    private final TestJwts token = TestJwts.accessToken();
    private final String signed = token.signedBy(TestJwts.RSA);
    private final JwtVerifier verifier = verifier(
            new JWKSet(List.of(RSA, secretOf(128), secretOf(192), secretOf(256), secretOf(384), secretOf(512))));

    @Test
    void encryptedTokenIsDecryptedAndVerified() throws JOSEException {
        List<String> all = List.of(
                encrypted(JWEAlgorithm.RSA_OAEP_256, CBC, new RSAEncrypter(RSA), signed),
                encrypted(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM, new RSAEncrypter(RSA), signed),
                encrypted(JWEAlgorithm.A128KW, CBC, new AESEncrypter(secretOf(128)), signed),
                encrypted(JWEAlgorithm.A192KW, CBC, new AESEncrypter(secretOf(192)), signed),
                encrypted(JWEAlgorithm.A256KW, EncryptionMethod.A128GCM, new AESEncrypter(secretOf(256)), signed),
                encrypted(JWEAlgorithm.DIR, CBC, new DirectEncrypter(secretOf(256)), signed),
                encrypted(JWEAlgorithm.DIR, EncryptionMethod.A192CBC_HS384, new DirectEncrypter(secretOf(384)), signed),
                encrypted(
                        JWEAlgorithm.DIR, EncryptionMethod.A256CBC_HS512, new DirectEncrypter(secretOf(512)), signed));
        for (String jwe : all) {
            assertThat(verifier.verify(jwe)).isEqualTo(new JwtVerification.Verified(token.claims(), "JWT", "RS256"));
        }
    }

    @Test
    void zipNoneMeansNoCompression() throws JOSEException {
        JWEHeader header = new JWEHeader(JWEAlgorithm.DIR, CBC);
        String plain = TestJwts.encoded("{\"typ\":\"JWT\",\"zip\":\"NONE\",\"enc\":\"A128CBC-HS256\",\"alg\":\"dir\"}");
        var parts = new DirectEncrypter(secretOf(256))
                .encrypt(header, signed.getBytes(StandardCharsets.US_ASCII), plain.getBytes(StandardCharsets.US_ASCII));
        String jwe = plain + ".." + parts.getInitializationVector() + "." + parts.getCipherText() + "."
                + parts.getAuthenticationTag();
        assertThat(verifier.verify(jwe)).isInstanceOf(JwtVerification.Verified.class);
    }

    @Test
    void encryptedTokenIsUnverifiableWithoutKeys() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.DIR, CBC, new DirectEncrypter(secretOf(256)), signed);
        assertThat(new JwtVerifier(new Jwks(am, System::nanoTime, Runnable::run), Set.of("RS256"), null, null)
                        .verify(jwe))
                .isEqualTo(new JwtVerification.Unverifiable("encrypted, and there are no keys to decrypt it"));
    }

    @Test
    void tokenEncryptedForAnotherKeyIsUnverifiable() throws JOSEException {
        JwtVerifier forSecrets = verifier(new JWKSet(secretOf(256)));
        String jwe = encrypted(JWEAlgorithm.RSA_OAEP_256, CBC, new RSAEncrypter(RSA), signed);
        assertThat(forSecrets.verify(jwe))
                .isEqualTo(new JwtVerification.Unverifiable("encrypted for a key that is not ours"));
        RSAKey forSignatures = new RSAKey.Builder(RSA).keyUse(KeyUse.SIGNATURE).build();
        assertThat(verifier(new JWKSet(forSignatures)).verify(jwe)).isInstanceOf(JwtVerification.Unverifiable.class);
        assertThat(verifier(new JWKSet(RSA.toPublicJWK())).verify(jwe))
                .isInstanceOf(JwtVerification.Unverifiable.class);
    }

    @Test
    void tokenEncryptedWithAnotherSecretIsRefused() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.DIR, CBC, new DirectEncrypter(secret(256)), signed);
        assertThat(verifier.verify(jwe)).isEqualTo(new JwtVerification.Refused("can't be decrypted"));
    }

    @Test
    void changedEncryptedTokenIsRefused() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.A128KW, CBC, new AESEncrypter(secretOf(128)), signed);
        String[] parts = jwe.split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            String[] changed = parts.clone();
            changed[i] = i == 0
                    ? TestJwts.encoded("{\"enc\":\"A128CBC-HS256\",\"alg\":\"A128KW\",\"x\":1}")
                    : (parts[i].charAt(0) == 'A' ? 'B' : 'A') + parts[i].substring(1);
            assertThat(verifier.verify(String.join(".", changed))).isInstanceOf(JwtVerification.Refused.class);
        }
    }

    @Test
    void contentNotSignedByAmIsRefused() throws JOSEException {
        String payload = token.payload();
        String unsigned = TestJwts.encoded("{\"alg\":\"none\"}") + "." + TestJwts.encoded(payload) + ".";
        String twice = encrypted(JWEAlgorithm.DIR, CBC, new DirectEncrypter(secretOf(256)), signed);
        for (String content : List.of(payload, unsigned, twice, "", "opaque", token.signedBy(TestJwts.STRANGERS))) {
            assertThat(verifier.verify(encrypted(JWEAlgorithm.RSA_OAEP_256, CBC, new RSAEncrypter(RSA), content)))
                    .isInstanceOf(JwtVerification.Refused.class);
        }
    }

    @Test
    void compressedTokenIsRefused() throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, CBC)
                        .compressionAlgorithm(CompressionAlgorithm.DEF)
                        .build(),
                new Payload(signed));
        jwe.encrypt(new DirectEncrypter(secretOf(256)));
        assertThat(verifier.verify(jwe.serialize())).isEqualTo(new JwtVerification.Refused("compressed"));
    }

    @Test
    void passwordBasedEncryptionIsRefused() throws JOSEException {
        String jwe = encrypted(
                JWEAlgorithm.PBES2_HS256_A128KW, CBC, new PasswordBasedEncrypter("password", 8, 1_000), signed);
        assertThat(verifier.verify(jwe))
                .isEqualTo(new JwtVerification.Refused("encrypted in a way that is not accepted"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void rsa15IsRefused() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.RSA1_5, CBC, new RSAEncrypter(RSA), signed);
        assertThat(verifier.verify(jwe))
                .isEqualTo(new JwtVerification.Refused("encrypted in a way that is not accepted"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void rsaOaepIsAccepted() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.RSA_OAEP, CBC, new RSAEncrypter(RSA), signed);
        assertThat(verifier.verify(jwe)).isInstanceOf(JwtVerification.Verified.class);
    }

    @Test
    void atMostHalfOfTheProcessorsDecryptAndVerify() throws JOSEException {
        String jwe = encrypted(JWEAlgorithm.RSA_OAEP_256, CBC, new RSAEncrypter(RSA), signed);
        assertThat(verifier.verify(jwe)).isInstanceOf(JwtVerification.Verified.class);
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        int samples = 0;
        long most = 0;
        try (ParallelCalls<Boolean> crowd = ParallelCalls.start(
                16,
                i -> IntStream.range(0, 50).allMatch(n -> verifier.verify(jwe) instanceof JwtVerification.Verified))) {
            while (crowd.finished() < 16) {
                most = Math.max(most, computing());
                samples++;
            }
            assertThat(crowd.results()).containsOnly(true);
        }
        assertThat(samples).isGreaterThan(10);
        assertThat(most).isBetween(1L, (long) half);
    }

    /** How many threads decrypt or verify at this moment. */
    private static long computing() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames -> Stream.of(frames).anyMatch(DecryptionTest::isComputing))
                .count();
    }

    /** Looking for the key that fits computes nothing. */
    private static boolean isComputing(StackTraceElement frame) {
        return isOf(frame, Decryption.class, "open") || isOf(frame, VerificationKey.class, "verifies");
    }

    private static boolean isOf(StackTraceElement frame, Class<?> type, String method) {
        return frame.getClassName().equals(type.getName())
                && frame.getMethodName().equals(method);
    }

    @Test
    void secretOfUnsupportedLengthIsAnError() {
        OctetSequenceKey odd = new OctetSequenceKey.Builder("odd".getBytes(StandardCharsets.UTF_8)).build();
        assertThatThrownBy(() -> verifier(new JWKSet(odd))).isInstanceOf(IllegalArgumentException.class);
    }

    private JwtVerifier verifier(JWKSet keys) {
        return new JwtVerifier(new Jwks(am, new ManualTime()::nanoTime, Runnable::run), Set.of("RS256"), null, keys);
    }

    private static String encrypted(JWEAlgorithm algorithm, EncryptionMethod method, JWEEncrypter by, String content)
            throws JOSEException {
        JWEObject jwe = new JWEObject(new JWEHeader(algorithm, method), new Payload(content));
        jwe.encrypt(by);
        return jwe.serialize();
    }

    private static OctetSequenceKey secretOf(int bits) {
        return Objects.requireNonNull(SECRETS.get(bits));
    }

    private static OctetSequenceKey secret(int bits) {
        try {
            return new OctetSequenceKeyGenerator(bits).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2_048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
