package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");
    private static final String SECRET = "a client secret of thirty-two bytes, or some more than that";

    private final ManualTime time = new ManualTime();
    private final KeyServer am = new KeyServer(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519);
    private final JwtVerifier verifier = verifier(ALGORITHMS, null);
    private final TestJwts token = TestJwts.accessToken();

    @Test
    void tokenSignedByAmIsVerified() {
        assertThat(verifier.verify(token.signedBy(TestJwts.RSA)))
                .isEqualTo(new JwtVerification.Verified(token.claims(), "JWT", "RS256"));
    }

    @Test
    void eachAlgorithmOfAmIsSupported() {
        SigningKey es384 = SigningKey.ec(Curve.P_384, "ES384", "384");
        SigningKey es512 = SigningKey.ec(Curve.P_521, "ES512", "521");
        am.shows(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519, es384, es512);
        for (SigningKey key : List.of(TestJwts.EC, TestJwts.ED25519, es384, es512)) {
            assertThat(verifier.verify(token.signedBy(key)))
                    .isEqualTo(new JwtVerification.Verified(token.claims(), "JWT", key.algorithm()));
        }
        for (String algorithm : SignatureAlgorithms.RSA) {
            SigningKey key = SigningKey.rsa(algorithm, "one", 2_048);
            am.shows(key);
            assertThat(verifier(ALGORITHMS, null).verify(token.signedBy(key)))
                    .isEqualTo(new JwtVerification.Verified(token.claims(), "JWT", algorithm));
        }
    }

    @Test
    void ed25519IsAcceptedUnderBothNames() {
        JwtVerifier both = verifier(Set.of("EdDSA", "Ed25519"), null);
        assertThat(both.verify(token.signedBy(TestJwts.ED25519.as("Ed25519"))))
                .isInstanceOf(JwtVerification.Verified.class);
        assertThat(verifier.verify(token.signedBy(TestJwts.ED25519.as("Ed25519"))))
                .isInstanceOf(JwtVerification.Unverifiable.class);
        am.shows(TestJwts.ED25519.shown("alg", "EdDSA"));
        assertThat(verifier(Set.of("Ed25519"), null).verify(token.signedBy(TestJwts.ED25519.as("Ed25519"))))
                .isInstanceOf(JwtVerification.Verified.class);
    }

    @Test
    void tokenWithoutKeyIdIsVerifiedByAFittingKey() {
        String nameless = token.header("alg", "RS256").signedAsItIs(TestJwts.RSA);
        assertThat(verifier.verify(nameless)).isInstanceOf(JwtVerification.Verified.class);
    }

    @Test
    void tokenWithoutTypeHasAnEmptyType() {
        assertThat(verifier.verify(token.header("typ", null).signedBy(TestJwts.RSA)))
                .isEqualTo(new JwtVerification.Verified(token.claims(), "", "RS256"));
    }

    @Test
    void opaqueTokenIsUnverifiable() {
        for (String opaque :
                List.of("", "Zk3bYQ", "AQIC5wM2LY4Sfcx*AAJTSQACMDE.*", "a.b", "a.b.c.d", "a.b.c.d.e.f", "{}")) {
            assertThat(verifier.verify(opaque)).isEqualTo(new JwtVerification.Unverifiable("no JWT"));
        }
    }

    @Test
    void unacceptedAlgorithmIsUnverifiableAndAnUnknownOneRefused() {
        String hmac = token.signedBy(SigningKey.secret("HS256", SECRET.getBytes(StandardCharsets.UTF_8)));
        assertThat(verifier.verify(hmac))
                .isEqualTo(new JwtVerification.Unverifiable("signed with HS256, which is not accepted here"));
        assertThat(verifier(Set.of("ES256"), null).verify(token.signedBy(TestJwts.RSA)))
                .isInstanceOf(JwtVerification.Unverifiable.class);
        assertThat(verifier.verify(token.header("alg", "ROT13").signedBy(TestJwts.RSA)))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(am.calls()).isZero();
    }

    @Test
    void tokenOfAnUnpublishedKeyIsUnverifiable() {
        assertThat(verifier.verify(token.header("kid", "other").signedBy(TestJwts.RSA)))
                .isEqualTo(new JwtVerification.Unverifiable("signed with a key that AM does not show"));
    }

    @Test
    void verificationIsUnavailableWithoutAmsKeys() {
        am.isSilent();
        assertThat(verifier.verify(token.signedBy(TestJwts.RSA)))
                .isEqualTo(new JwtVerification.NoAnswer(
                        new Outage("AM does not tell its keys (timeout)", KeyServer.RETRY_AFTER)));
    }

    @Test
    void clientSecretVerifiesOnlyConfiguredHmacAlgorithms() {
        SigningKey hs256 = SigningKey.secret("HS256", SECRET.getBytes(StandardCharsets.UTF_8));
        JwtVerifier bySecret = verifier(Set.of("RS256", "HS256"), SECRET);
        assertThat(bySecret.verify(token.signedBy(hs256))).isInstanceOf(JwtVerification.Verified.class);
        assertThat(verifier(ALGORITHMS, SECRET).verify(token.signedBy(hs256)))
                .isInstanceOf(JwtVerification.Unverifiable.class);
        assertThat(verifier(Set.of("HS256"), null).verify(token.signedBy(hs256)))
                .isInstanceOf(JwtVerification.Unverifiable.class);
        assertThat(verifier(Set.of("HS256"), SECRET + "!").verify(token.signedBy(hs256)))
                .isEqualTo(new JwtVerification.Refused("a wrong signature"));
        assertThat(am.calls()).isZero();
    }

    @Test
    void shortClientSecretVerifiesNothing() {
        JwtVerifier weak = verifier(Set.of("HS256", "HS512"), SECRET.substring(0, 32));
        SigningKey key = SigningKey.secret("HS256", SECRET.substring(0, 32).getBytes(StandardCharsets.UTF_8));
        assertThat(weak.verify(token.signedBy(key))).isInstanceOf(JwtVerification.Verified.class);
        assertThat(weak.verify(token.header("alg", "HS512").signedBy(key)))
                .isInstanceOf(JwtVerification.Unverifiable.class);
        assertThat(verifier(Set.of("HS256"), SECRET.substring(0, 31)).verify(token.signedBy(key)))
                .isEqualTo(new JwtVerification.Unverifiable("no client secret that is long enough for HS256"));
    }

    @Test
    void configuredUnknownAlgorithmIsAnError() {
        assertThatThrownBy(() -> verifier(Set.of("none"), null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signedPayloadWithoutClaimsIsRefused() {
        for (String payload :
                List.of("", "7", "[]", "[[\"sub\",\"alice\"]]", "null", "{", "{\"a\":1,\"a\":2}", "{'a':1}")) {
            assertThat(verifier.verify(token.rawPayload(payload).signedBy(TestJwts.RSA)))
                    .isEqualTo(new JwtVerification.Refused("signed, but no claims"));
        }
    }

    @Test
    void resultForArbitraryTokensOmitsTheToken() {
        Random random = new Random(1);
        String good = token.signedBy(TestJwts.RSA);
        Set<JwtVerification> answers = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder bad = new StringBuilder(good);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                char other = i % 2 == 0 ? (char) random.nextInt(300) : "abcXYZ019-_.".charAt(random.nextInt(12));
                int at = random.nextInt(bad.length());
                switch (random.nextInt(3)) {
                    case 0 -> bad.setCharAt(at, other);
                    case 1 -> bad.insert(at, other);
                    default -> bad.delete(at, Math.min(bad.length(), at + random.nextInt(30)));
                }
            }
            if (!bad.toString().equals(good)) {
                answers.add(verifier.verify(bad.toString()));
            }
        }
        assertThat(answers)
                .noneMatch(JwtVerification.Verified.class::isInstance)
                .hasSizeLessThan(15);
    }

    private JwtVerifier verifier(Set<String> algorithms, @Nullable String secret) {
        return new JwtVerifier(new Jwks(am, time::nanoTime, Runnable::run), algorithms, secret, null);
    }
}
