package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import java.util.List;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.junit.jupiter.api.Test;

class PublicKeysTest {
    private static final SigningKey RSA = TestJwts.RSA;
    private static final SigningKey EC = TestJwts.EC;
    private static final SigningKey ED25519 = TestJwts.ED25519;

    @Test
    void keyFitsOnlyItsOwnAlgorithms() {
        PublicKeys keys = keys(RSA, EC, ED25519);
        assertThat(keys.fitting("PS512", RSA.keyId())).hasSize(1);
        assertThat(keys.fitting("ES256", RSA.keyId())).isEmpty();
        assertThat(keys.fitting("ES256", EC.keyId())).hasSize(1);
        assertThat(keys.fitting("ES384", EC.keyId())).isEmpty();
        assertThat(keys.fitting("RS256", EC.keyId())).isEmpty();
        assertThat(keys.fitting("EdDSA", ED25519.keyId())).hasSize(1);
        assertThat(keys.fitting("ES256", ED25519.keyId())).isEmpty();
        assertThat(keys.fitting("HS256", RSA.keyId())).isEmpty();
    }

    @Test
    void keyOfACurveFitsOnlyItsAlgorithm() {
        PublicKeys keys = keys(SigningKey.ec(Curve.P_384, "ES384", "384"), SigningKey.ec(Curve.P_521, "ES512", "521"));
        assertThat(keys.fitting("ES384", "384")).hasSize(1);
        assertThat(keys.fitting("ES512", "521")).hasSize(1);
        assertThat(keys.fitting("ES512", "384")).isEmpty();
    }

    @Test
    void statedAlgorithmLimitsTheKey() {
        PublicKeys keys = keys(RSA.shown("alg", "RS512"));
        assertThat(keys.fitting("RS512", RSA.keyId())).hasSize(1);
        assertThat(keys.fitting("RS256", RSA.keyId())).isEmpty();
    }

    @Test
    void keyForEncryptionIsNotUsedForSignatures() {
        assertUseless(RSA.shown("use", "enc"));
        assertUseless(RSA.shown("key_ops", List.of("encrypt")));
        assertUseless(RSA.shown("alg", "RSA-OAEP-256"));
        assertThat(keys(RSA.shown("use", "sig").shown("key_ops", List.of("verify")))
                        .fitting("RS256", null))
                .hasSize(1);
    }

    @Test
    void atMostFiveKeysFitATokenWithoutKeyId() {
        assertThat(keys(RSA, EC).fitting("RS256", null)).hasSize(1);
        SigningKey[] many = new SigningKey[9];
        for (int i = 0; i < many.length; i++) {
            many[i] = RSA.shown("kid", "key" + i);
        }
        assertThat(keys(many).fitting("RS256", null)).hasSize(5);
    }

    @Test
    void malformedOrWeakKeyIsSkipped() {
        List<SigningKey> bad = List.of(
                RSA.shown("n", "!!!"),
                RSA.shown("e", null),
                RSA.shown("kty", null),
                EC.shown("x", EC.jwk().get("y")),
                EC.shown("crv", "secp256k1"),
                ED25519.shown("x", "AAAA"),
                ED25519.shown("crv", "Ed448"),
                SigningKey.rsa("RS256", "weak", 1_024));
        bad.forEach(PublicKeysTest::assertUseless);
        for (SigningKey each : bad) {
            assertThat(keys(each.shown("kid", "bad"), RSA).keys()).hasSize(1);
        }
    }

    @Test
    void unknownMembersOfAKeyAreIgnored() {
        assertThat(keys(RSA.shown("x5c", List.of("junk")).shown("x5t", 7)).fitting("RS256", RSA.keyId()))
                .hasSize(1);
    }

    @Test
    void keyIsFoundByItsIdForAnyAlgorithm() {
        PublicKeys keys = keys(RSA.shown("kid", "one"), EC.shown("kid", "two"), ED25519.shown("kid", null));
        assertThat(keys.has("one")).isTrue();
        assertThat(keys.has("two")).isTrue();
        assertThat(keys.has("three")).isFalse();
        assertThat(keys.has("One")).isFalse();
        assertThat(keys.has("")).isFalse();
        assertThat(keys.has(null)).isFalse();
    }

    private static void assertUseless(SigningKey key) {
        assertThat(PublicKeys.read(TestJwts.jwks(key))).isEmpty();
    }

    private static PublicKeys keys(SigningKey... keys) {
        return PublicKeys.read(TestJwts.jwks(keys)).orElseThrow();
    }
}
