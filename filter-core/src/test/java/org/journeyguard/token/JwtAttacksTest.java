package org.journeyguard.token;

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
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.journeyguard.Crowd;
import org.journeyguard.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What attackers send instead of a token (RFC 8725, 2), and that none of it passes. */
class JwtAttacksTest {
    private static final AccessTokenRules.Expected EXPECTED =
            new AccessTokenRules.Expected(TestJwts.ISSUER, Set.of(TestJwts.CLIENT), "/alpha", Duration.ofSeconds(30));
    private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256", "EdDSA");
    private static final String SECRET = "a client secret of thirty-two bytes, or some more than that";

    private final ManualTime time = new ManualTime();
    private final KeyServer am = new KeyServer(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519);
    private final JwtVerifier verifier =
            new JwtVerifier(new Jwks(am, time::nanoTime, Runnable::run), ALGORITHMS, null, null);
    private final TestJwts token = TestJwts.accessToken();

    @Test
    void theTokenThatAttackersWouldLikeToHavePasses() {
        assertThat(isAccepted(token.signedBy(TestJwts.RSA))).isTrue();
        assertThat(isAccepted(token.signedBy(TestJwts.EC))).isTrue();
        assertThat(isAccepted(token.signedBy(TestJwts.ED25519))).isTrue();
    }

    @Test
    void noSignature() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            String unsigned =
                    TestJwts.encoded(token.header("alg", none).header()) + "." + TestJwts.encoded(token.payload());
            assertRefused(unsigned + ".");
            assertRefused(unsigned + ".AAAA");
            assertRefused(unsigned);
            assertRefused(token.header("alg", none).signedBy(TestJwts.RSA));
        }
        assertRefused(TestJwts.encoded("{}") + "." + TestJwts.encoded(token.payload()) + ".AAAA");
    }

    @Test
    void anHmacKeyedWithThePublicKeyAsPem() throws Exception {
        byte[] der = publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----";
        assertNoHmac(pem.getBytes(StandardCharsets.US_ASCII));
        assertNoHmac((pem + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void anHmacKeyedWithThePublicKeyAsDer() throws Exception {
        assertNoHmac(publicKey().getEncoded());
    }

    @Test
    void anHmacKeyedWithTheModulus() throws Exception {
        assertNoHmac(publicKey().getModulus().toByteArray());
        assertNoHmac(String.valueOf(TestJwts.RSA.jwk().get("n")).getBytes(StandardCharsets.US_ASCII));
        assertNoHmac(TestJwts.jwks(TestJwts.RSA).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aForeignIssuer() {
        assertRefused(token.claim("iss", "https://evil.example.com").signedBy(TestJwts.RSA));
    }

    @Test
    void aForeignAudience() {
        assertRefused(token.claim("aud", "other-app").signedBy(TestJwts.RSA));
    }

    @Test
    void aTokenWithoutAnEnd() {
        assertRefused(token.claim("exp", null).signedBy(TestJwts.RSA));
    }

    @Test
    void aKeyFromTheFileSystem() {
        for (String kid :
                List.of("../../etc/passwd", "/dev/null", "file:///dev/null", "../../../../../../proc/self/environ")) {
            assertNotVerified(token.header("kid", kid).signedBy(SigningKey.secret("HS256", new byte[32])));
            assertNotVerified(token.header("kid", kid).signedBy(TestJwts.STRANGERS));
        }
    }

    @Test
    void aKeyFromADatabase() {
        String kid = "x' UNION SELECT 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' -- ";
        byte[] chosen = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".getBytes(StandardCharsets.US_ASCII);
        assertNotVerified(token.header("kid", kid).signedBy(SigningKey.secret("HS256", chosen)));
        assertNotVerified(token.header("kid", kid).signedBy(TestJwts.STRANGERS));
        assertNotVerified(token.header("kid", "' OR '1'='1").signedBy(TestJwts.STRANGERS));
    }

    @Test
    void aKeyInTheToken() {
        assertRefused(token.header("jwk", TestJwts.STRANGERS.jwk()).signedBy(TestJwts.STRANGERS));
        assertRefused(token.header("jwk", TestJwts.RSA.jwk()).signedBy(TestJwts.RSA));
    }

    @Test
    void aKeyFromAnAddressInTheToken() {
        assertRefused(token.header("jku", "https://evil.example.com/jwks").signedBy(TestJwts.STRANGERS));
        assertRefused(token.header("jku", "https://am.example.com/am/oauth2/connect/jwk_uri")
                .signedBy(TestJwts.RSA));
        assertThat(am.calls()).isZero();
    }

    @Test
    void aCertificateFromAnAddressInTheToken() {
        assertRefused(token.header("x5u", "https://evil.example.com/cert.pem").signedBy(TestJwts.STRANGERS));
        assertRefused(token.header("x5u", "https://evil.example.com/cert.pem").signedBy(TestJwts.RSA));
    }

    @Test
    void aCertificateInTheToken() {
        assertRefused(token.header("x5c", List.of("MIIB")).signedBy(TestJwts.STRANGERS));
        assertNotVerified(
                token.header("x5c", List.of("MIIB")).header("kid", "other").signedBy(TestJwts.STRANGERS));
        assertThat(isAccepted(token.header("x5c", List.of("MIIB")).signedBy(TestJwts.RSA)))
                .isTrue();
    }

    @Test
    void encryptionAroundUnsignedClaims() throws JOSEException {
        RSAKey ours = new RSAKeyGenerator(2_048).generate();
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128CBC_HS256)
                        .contentType("JWT")
                        .build(),
                new Payload(token.payload()));
        jwe.encrypt(new RSAEncrypter(ours));
        JwtVerifier decrypting =
                new JwtVerifier(new Jwks(am, time::nanoTime, Runnable::run), ALGORITHMS, null, new JWKSet(ours));
        assertThat(decrypting.verify(jwe.serialize())).isEqualTo(new JwtAnswer.Refused("encrypted, but not signed"));
        assertNotVerified(jwe.serialize());
    }

    @Test
    void claimsTenThousandDeep() {
        for (String deep :
                List.of("[".repeat(10_000), "[".repeat(6_000) + "]".repeat(6_000), "{\"a\":".repeat(2_000))) {
            assertRefused(token.rawPayload("{\"a\":" + deep + "}").signedBy(TestJwts.RSA));
            assertRefused(token.rawPayload(deep).signedBy(TestJwts.STRANGERS));
        }
    }

    @Test
    void aHeaderTenThousandDeep() {
        for (String deep :
                List.of("[".repeat(10_000), "[".repeat(5_000) + "]".repeat(5_000), "{\"a\":".repeat(2_000))) {
            assertRefused(
                    token.rawHeader("{\"alg\":\"RS256\",\"a\":" + deep + "}").signedAsItIs(TestJwts.RSA));
            assertRefused(token.rawHeader(deep).signedAsItIs(TestJwts.RSA));
        }
    }

    @Test
    void aTokenOfAMegabyte() {
        assertRefused(token.claim("x", "x".repeat(1_000_000)).signedBy(TestJwts.RSA));
        assertRefused("x".repeat(1_000_000));
        assertRefused(".".repeat(1_000_000));
        assertThat(am.calls()).isZero();
    }

    @Test
    void aThousandRandomKeyIdsFromManyThreads() {
        assertThat(isAccepted(token.signedBy(TestJwts.RSA))).isTrue();
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(token.header("kid", "random" + i).signedBy(TestJwts.EC));
        }
        for (int round = 1; round <= 3; round++) {
            try (Crowd<Long> crowd = Crowd.of(
                    20,
                    i -> tokens.subList(i * 50, (i + 1) * 50).stream()
                            .filter(this::isAccepted)
                            .count())) {
                assertThat(crowd.outcomes()).containsOnly(0L);
            }
            assertThat(am.calls()).isEqualTo(round);
            time.pass(Jwks.PAUSE);
        }
        assertThat(isAccepted(token.signedBy(TestJwts.RSA))).isTrue();
    }

    @Test
    void anotherSpellingOfTheSignature() {
        String good = token.signedBy(TestJwts.RSA);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String front = good.substring(0, good.length() - 1);
        int last = alphabet.indexOf(good.charAt(good.length() - 1));
        // 256 bytes: of the last of 342 characters the four lower bits say nothing
        for (int i = 1; i < 16; i++) {
            assertRefused(front + alphabet.charAt(last + i));
        }
        assertRefused(good + "==");
        assertRefused(good + "=");
        assertRefused(good + "A");
        assertRefused(good + ".");
        assertRefused(good.replace('-', '+').replace('_', '/'));
    }

    @Test
    void aSignatureOfZeros() {
        String text = token.signedBy(TestJwts.EC);
        String front = text.substring(0, text.lastIndexOf('.') + 1);
        assertRefused(front + Base64URL.encode(new byte[64]));
        byte[] zeroR = new byte[64];
        zeroR[63] = 1;
        assertRefused(front + Base64URL.encode(zeroR));
        byte[] zeroS = new byte[64];
        zeroS[31] = 1;
        assertRefused(front + Base64URL.encode(zeroS));
        assertRefused(front + Base64URL.encode(new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}));
        assertRefused(text(TestJwts.RSA) + Base64URL.encode(new byte[256]));
        assertRefused(text(TestJwts.ED25519) + Base64URL.encode(new byte[64]));
    }

    @Test
    void aTamperedPayload() {
        for (SigningKey key : List.of(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519)) {
            String[] parts = token.signedBy(key).split("\\.", -1);
            String admin = TestJwts.encoded(token.claim("sub", "amadmin").payload());
            assertRefused(parts[0] + "." + admin + "." + parts[2]);
        }
    }

    @Test
    void aTruncatedToken() {
        String good = token.signedBy(TestJwts.RSA);
        for (int length = 0; length < good.length(); length++) {
            assertNotVerified(good.substring(0, length));
        }
    }

    @Test
    void aCriticalExtension() {
        assertRefused(token.header("crit", List.of("exp")).header("exp", 1).signedBy(TestJwts.RSA));
        assertRefused(token.header("crit", List.of("b64")).header("b64", false).signedBy(TestJwts.RSA));
        assertRefused(token.header("crit", List.of()).signedBy(TestJwts.RSA));
        assertRefused(token.rawHeader("{\"alg\":\"RS256\",\"crit\":null}").signedAsItIs(TestJwts.RSA));
    }

    @Test
    void aHeaderThatSaysTwoThings() {
        String kid = "\"kid\":\"" + TestJwts.RSA.keyId() + "\"";
        for (String twice : List.of(
                "{\"alg\":\"RS256\",\"alg\":\"none\"," + kid + "}",
                "{\"alg\":\"none\",\"alg\":\"RS256\"," + kid + "}",
                "{\"alg\":\"RS256\",\"\\u0061lg\":\"none\"," + kid + "}",
                "{\"alg\":\"RS256\"," + kid + "," + kid + "}")) {
            assertRefused(token.rawHeader(twice).signedAsItIs(TestJwts.RSA));
        }
    }

    @Test
    void whiteSpaceInTheToken() {
        String good = token.signedBy(TestJwts.RSA);
        for (String blank : List.of(" ", "\n", "\r\n", "\t", "\0", "\u00a0")) {
            assertRefused(blank + good);
            assertRefused(good + blank);
            assertRefused(good.replace(".", "." + blank));
            assertRefused(good.substring(0, 10) + blank + good.substring(10));
        }
    }

    @Test
    void aLogoutToken() {
        assertRefused(token.header("typ", "logout+jwt").signedBy(TestJwts.RSA));
        assertRefused(token.claim("tokenName", null).signedBy(TestJwts.RSA));
    }

    @Test
    void aRefreshToken() {
        assertRefused(TestJwts.refreshToken().signedBy(TestJwts.RSA));
    }

    @Test
    void anIdToken() {
        assertRefused(TestJwts.idToken().signedBy(TestJwts.RSA));
    }

    @Test
    void anotherRealmsToken() {
        assertRefused(token.claim("realm", "/beta").signedBy(TestJwts.RSA));
    }

    @Test
    void anAlgorithmThatDoesNotFitTheKey() {
        assertRefused(token.header("alg", "ES256").signedBy(TestJwts.RSA));
        assertRefused(
                token.header("alg", "RS256").header("kid", TestJwts.RSA.keyId()).signedBy(TestJwts.EC));
        assertRefused(token.header("alg", "EdDSA").signedBy(TestJwts.EC));
    }

    @Test
    void aSignatureOfAWeakKey() {
        SigningKey weak = SigningKey.rsa("RS256", "weak", 1_024);
        am.shows(TestJwts.RSA, weak);
        assertNotVerified(token.signedBy(weak));
    }

    private void assertNoHmac(byte[] key) {
        String forged = token.header("kid", TestJwts.RSA.keyId()).signedBy(SigningKey.secret("HS256", key));
        assertNotVerified(forged);
        for (@Nullable String secret : new @Nullable String[] {null, SECRET}) {
            JwtVerifier withHmac = new JwtVerifier(
                    new Jwks(am, time::nanoTime, Runnable::run), Set.of("RS256", "HS256"), secret, null);
            assertThat(withHmac.verify(forged)).isNotInstanceOf(JwtAnswer.Verified.class);
        }
    }

    private void assertRefused(String jwt) {
        JwtAnswer answer = verifier.verify(jwt);
        if (answer instanceof JwtAnswer.Verified) {
            assertThat(isAccepted(jwt)).isFalse();
        } else {
            assertThat(answer).isInstanceOf(JwtAnswer.Refused.class);
        }
    }

    /** It does not pass; AM may be asked, and says no. */
    private void assertNotVerified(String jwt) {
        assertThat(verifier.verify(jwt)).isNotInstanceOf(JwtAnswer.Verified.class);
    }

    private boolean isAccepted(String jwt) {
        return verifier.verify(jwt) instanceof JwtAnswer.Verified verified
                && AccessTokenRules.fault(verified.claims(), verified.type(), EXPECTED, ManualTime.START)
                        .isEmpty();
    }

    private String text(SigningKey key) {
        String good = token.signedBy(key);
        return good.substring(0, good.lastIndexOf('.') + 1);
    }

    private static RSAPublicKey publicKey() throws ParseException, JOSEException {
        return RSAKey.parse(Map.copyOf(TestJwts.RSA.jwk())).toRSAPublicKey();
    }
}
