package org.journeyguard.internal.token;

import java.util.Set;
import java.util.function.BooleanSupplier;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.jwt.Jwks;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;

/** Verifying one token of AM's again and again, for whoever measures it. */
public final class JwtCheck implements BooleanSupplier {
    private final JwtVerifier verifier;
    private final String token;

    private JwtCheck(SigningKey key) {
        String jwks = TestJwts.jwks(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519);
        verifier = new JwtVerifier(
                new Jwks(() -> new AmResult.Value<>(jwks), System::nanoTime, Runnable::run),
                Set.of("RS256", "ES256", "EdDSA"),
                null,
                null);
        token = TestJwts.accessToken().signedBy(key);
    }

    /** A token signed with RSA, 2,048 bits. */
    public static JwtCheck rs256() {
        return new JwtCheck(TestJwts.RSA);
    }

    /** A token signed on P-256. */
    public static JwtCheck es256() {
        return new JwtCheck(TestJwts.EC);
    }

    /** A token signed with Ed25519. */
    public static JwtCheck edDsa() {
        return new JwtCheck(TestJwts.ED25519);
    }

    @Override
    public boolean getAsBoolean() {
        return verifier.verify(token) instanceof JwtVerification.Verified;
    }
}
