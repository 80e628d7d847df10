package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.ParallelCalls;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.journeyguard.internal.jwt.Jwks;
import org.journeyguard.internal.jwt.JwtVerification;
import org.journeyguard.internal.jwt.JwtVerifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Forged and misused tokens (RFC 8725, 2) are refused. */
class JwtAttacksTest {
    private static final String SECRET = "a client secret of thirty-two bytes, or some more than that";

    private final AttackedVerifier verifier = new AttackedVerifier();
    private final KeyServer am = verifier.am;
    private final TestJwts token = TestJwts.accessToken();

    @Test
    void unchangedTokenIsAccepted() {
        assertThat(verifier.accepts(token.signedBy(TestJwts.RSA))).isTrue();
        assertThat(verifier.accepts(token.signedBy(TestJwts.EC))).isTrue();
        assertThat(verifier.accepts(token.signedBy(TestJwts.ED25519))).isTrue();
    }

    @Test
    void unsignedTokenIsRefused() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String unsigned =
                    TestJwts.encoded(token.header("alg", none).header()) + "." + TestJwts.encoded(token.payload());
            verifier.refuses(unsigned + ".");
            verifier.refuses(unsigned + ".AAAA");
            verifier.refuses(unsigned);
            verifier.refuses(token.header("alg", none).signedBy(TestJwts.RSA));
        }
        verifier.refuses(TestJwts.encoded("{}") + "." + TestJwts.encoded(token.payload()) + ".AAAA");
    }

    @Test
    void hmacWithThePublicKeyAsPemIsRefused() throws Exception {
        byte[] der = publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----";
        assertNoHmac(pem.getBytes(StandardCharsets.US_ASCII));
        assertNoHmac((pem + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void hmacWithThePublicKeyAsDerIsRefused() throws Exception {
        assertNoHmac(publicKey().getEncoded());
    }

    @Test
    void hmacWithTheModulusIsRefused() throws Exception {
        assertNoHmac(publicKey().getModulus().toByteArray());
        assertNoHmac(String.valueOf(TestJwts.RSA.jwk().get("n")).getBytes(StandardCharsets.US_ASCII));
        assertNoHmac(TestJwts.jwks(TestJwts.RSA).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void foreignIssuerIsRefused() {
        verifier.refuses(token.claim("iss", "https://evil.example.com").signedBy(TestJwts.RSA));
    }

    @Test
    void foreignAudienceIsRefused() {
        verifier.refuses(token.claim("aud", "other-app").signedBy(TestJwts.RSA));
    }

    @Test
    void tokenWithoutExpiryIsRefused() {
        verifier.refuses(token.claim("exp", null).signedBy(TestJwts.RSA));
    }

    @Test
    void keyIdThatIsAFileNameIsRefused() {
        for (String kid :
                List.of("../../etc/passwd", "/dev/null", "file:///dev/null", "../../../../../../proc/self/environ")) {
            verifier.doesNotVerify(token.header("kid", kid).signedBy(SigningKey.secret("HS256", new byte[32])));
            verifier.doesNotVerify(token.header("kid", kid).signedBy(TestJwts.STRANGERS));
        }
    }

    @Test
    void keyIdWithSqlOrLdapIsRefused() {
        String kid = "x' UNION SELECT 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' -- ";
        byte[] chosen = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".getBytes(StandardCharsets.US_ASCII);
        verifier.doesNotVerify(token.header("kid", kid).signedBy(SigningKey.secret("HS256", chosen)));
        verifier.doesNotVerify(token.header("kid", kid).signedBy(TestJwts.STRANGERS));
        verifier.doesNotVerify(token.header("kid", "' OR '1'='1").signedBy(TestJwts.STRANGERS));
    }

    @Test
    void jwkHeaderIsIgnored() {
        verifier.refuses(token.header("jwk", TestJwts.STRANGERS.jwk()).signedBy(TestJwts.STRANGERS));
        verifier.refuses(token.header("jwk", TestJwts.RSA.jwk()).signedBy(TestJwts.RSA));
    }

    @Test
    void jkuHeaderIsNotFetched() {
        verifier.refuses(token.header("jku", "https://evil.example.com/jwks").signedBy(TestJwts.STRANGERS));
        verifier.refuses(token.header("jku", "https://am.example.com/am/oauth2/connect/jwk_uri")
                .signedBy(TestJwts.RSA));
        assertThat(am.calls()).isZero();
    }

    @Test
    void x5uHeaderIsNotFetched() {
        verifier.refuses(
                token.header("x5u", "https://evil.example.com/cert.pem").signedBy(TestJwts.STRANGERS));
        verifier.refuses(
                token.header("x5u", "https://evil.example.com/cert.pem").signedBy(TestJwts.RSA));
    }

    @Test
    void x5cHeaderIsIgnored() {
        verifier.refuses(token.header("x5c", List.of("MIIB")).signedBy(TestJwts.STRANGERS));
        verifier.doesNotVerify(
                token.header("x5c", List.of("MIIB")).header("kid", "other").signedBy(TestJwts.STRANGERS));
        assertThat(verifier.accepts(token.header("x5c", List.of("MIIB")).signedBy(TestJwts.RSA)))
                .isTrue();
    }

    @Test
    void encryptedUnsignedClaimsAreRefused() throws JOSEException {
        RSAKey ours = new RSAKeyGenerator(2_048).generate();
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128CBC_HS256)
                        .contentType("JWT")
                        .build(),
                new Payload(token.payload()));
        jwe.encrypt(new RSAEncrypter(ours));
        JwtVerifier decrypting = new JwtVerifier(verifier.jwks(), AttackedVerifier.ALGORITHMS, null, new JWKSet(ours));
        assertThat(decrypting.verify(jwe.serialize()))
                .isEqualTo(new JwtVerification.Refused("encrypted, but not signed"));
        verifier.doesNotVerify(jwe.serialize());
    }

    @Test
    void unknownKeyIdsCauseFewFetchesOfKeys() {
        assertThat(verifier.accepts(token.signedBy(TestJwts.RSA))).isTrue();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(token.header("kid", "random" + i).signedBy(TestJwts.EC));
        }
        for (int round = 1; round <= 3; round++) {
            try (ParallelCalls<Long> crowd = ParallelCalls.start(
                    20,
                    i -> tokens.subList(i * 50, (i + 1) * 50).stream()
                            .filter(verifier::accepts)
                            .count())) {
                assertThat(crowd.results()).containsOnly(0L);
            }
            assertThat(am.calls()).isEqualTo(round);
            verifier.time.pass(Jwks.PAUSE);
        }
        assertThat(verifier.accepts(token.signedBy(TestJwts.RSA))).isTrue();
    }

    @Test
    void logoutTokenIsRefusedAsAccessToken() {
        verifier.refuses(token.header("typ", "logout+jwt").signedBy(TestJwts.RSA));
        verifier.refuses(token.claim("tokenName", null).signedBy(TestJwts.RSA));
    }

    @Test
    void refreshTokenIsRefusedAsAccessToken() {
        verifier.refuses(TestJwts.refreshToken().signedBy(TestJwts.RSA));
    }

    @Test
    void idTokenIsRefusedAsAccessToken() {
        verifier.refuses(TestJwts.idToken().signedBy(TestJwts.RSA));
    }

    @Test
    void tokenOfAnotherRealmIsRefused() {
        verifier.refuses(token.claim("realm", "/beta").signedBy(TestJwts.RSA));
    }

    @Test
    void algorithmOfAnotherKeyTypeIsRefused() {
        verifier.refuses(token.header("alg", "ES256").signedBy(TestJwts.RSA));
        verifier.refuses(
                token.header("alg", "RS256").header("kid", TestJwts.RSA.keyId()).signedBy(TestJwts.EC));
        verifier.refuses(token.header("alg", "EdDSA").signedBy(TestJwts.EC));
    }

    @Test
    void signatureOfAWeakKeyIsRefused() {
        SigningKey weak = SigningKey.rsa("RS256", "weak", 1_024);
        am.shows(TestJwts.RSA, weak);
        verifier.doesNotVerify(token.signedBy(weak));
    }

    private void assertNoHmac(byte[] key) {
        String forged = token.header("kid", TestJwts.RSA.keyId()).signedBy(SigningKey.secret("HS256", key));
        verifier.doesNotVerify(forged);
        for (@Nullable String secret : new @Nullable String[] {null, SECRET}) {
            JwtVerifier withHmac = new JwtVerifier(verifier.jwks(), Set.of("RS256", "HS256"), secret, null);
            assertThat(withHmac.verify(forged)).isNotInstanceOf(JwtVerification.Verified.class);
        }
    }

    private static RSAPublicKey publicKey() throws ParseException, JOSEException {
        return RSAKey.parse(Map.copyOf(TestJwts.RSA.jwk())).toRSAPublicKey();
    }
}
