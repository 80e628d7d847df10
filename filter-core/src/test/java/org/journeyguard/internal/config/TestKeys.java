package org.journeyguard.internal.config;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Private keys of this run, and files that hold them. */
public final class TestKeys {
    private static final RSAKey RSA = generateRsa(2_048);

    private TestKeys() {}

    /** An RSA key that signs with any algorithm. */
    public static RSAKey rsa() {
        return RSA;
    }

    /** The same for one algorithm. */
    public static RSAKey rsa(@Nullable Algorithm algorithm, @Nullable KeyUse use, @Nullable String id) {
        return new RSAKey.Builder(RSA)
                .algorithm(algorithm)
                .keyUse(use)
                .keyID(id)
                .build();
    }

    static RSAKey generateRsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).keyID("rsa/+=").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key of the curve of an algorithm. */
    public static ECKey ec(JWSAlgorithm algorithm) {
        return ec(Curve.forJWSAlgorithm(algorithm).iterator().next());
    }

    static ECKey ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).keyID(curve.getName()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file with a private key. */
    public static Path file(JWK key) {
        return file(key.toJSONString());
    }

    /** A file. */
    public static Path file(String text) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "key", ".jwk");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
