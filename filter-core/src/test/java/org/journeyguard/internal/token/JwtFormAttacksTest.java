package org.journeyguard.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import org.journeyguard.fixtures.KeyServer;
import org.journeyguard.fixtures.SigningKey;
import org.journeyguard.fixtures.TestJwts;
import org.junit.jupiter.api.Test;

/** Tokens with a manipulated text are refused; {@link JwtAttacksTest} has those with forged signatures and claims. */
class JwtFormAttacksTest {
    private final AttackedVerifier verifier = new AttackedVerifier();
    private final KeyServer am = verifier.am;
    private final TestJwts token = TestJwts.accessToken();

    @Test
    void claimsNestedTenThousandDeepAreRefused() {
        for (String deep :
                List.of("[".repeat(10_000), "[".repeat(6_000) + "]".repeat(6_000), "{\"a\":".repeat(2_000))) {
            verifier.refuses(token.rawPayload("{\"a\":" + deep + "}").signedBy(TestJwts.RSA));
            verifier.refuses(token.rawPayload(deep).signedBy(TestJwts.STRANGERS));
        }
    }

    @Test
    void headerNestedTenThousandDeepIsRefused() {
        for (String deep :
                List.of("[".repeat(10_000), "[".repeat(5_000) + "]".repeat(5_000), "{\"a\":".repeat(2_000))) {
            verifier.refuses(
                    token.rawHeader("{\"alg\":\"RS256\",\"a\":" + deep + "}").signedAsItIs(TestJwts.RSA));
            verifier.refuses(token.rawHeader(deep).signedAsItIs(TestJwts.RSA));
        }
    }

    @Test
    void tokenOfAMegabyteIsRefused() {
        verifier.refuses(token.claim("x", "x".repeat(1_000_000)).signedBy(TestJwts.RSA));
        verifier.refuses("x".repeat(1_000_000));
        verifier.refuses(".".repeat(1_000_000));
        assertThat(am.calls()).isZero();
    }

    @Test
    void signatureSpelledOtherwiseIsRefused() {
        String good = token.signedBy(TestJwts.RSA);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String front = good.substring(0, good.length() - 1);
        int last = alphabet.indexOf(good.charAt(good.length() - 1));
        // 256 bytes: of the last of 342 characters the four lower bits say nothing
        for (int i = 1; i < 16; i++) {
            verifier.refuses(front + alphabet.charAt(last + i));
        }
        verifier.refuses(good + "==");
        verifier.refuses(good + "=");
        verifier.refuses(good + "A");
        verifier.refuses(good + ".");
        verifier.refuses(good.replace('-', '+').replace('_', '/'));
    }

    @Test
    void signatureOfZerosIsRefused() {
        String text = token.signedBy(TestJwts.EC);
        String front = text.substring(0, text.lastIndexOf('.') + 1);
        verifier.refuses(front + Base64URL.encode(new byte[64]));
        byte[] zeroR = new byte[64];
        zeroR[63] = 1;
        verifier.refuses(front + Base64URL.encode(zeroR));
        byte[] zeroS = new byte[64];
        zeroS[31] = 1;
        verifier.refuses(front + Base64URL.encode(zeroS));
        verifier.refuses(front + Base64URL.encode(new byte[] {0x30, 0x06, 0x02, 0x01, 0x00, 0x02, 0x01, 0x00}));
        verifier.refuses(text(TestJwts.RSA) + Base64URL.encode(new byte[256]));
        verifier.refuses(text(TestJwts.ED25519) + Base64URL.encode(new byte[64]));
    }

    @Test
    void changedPayloadIsRefused() {
        for (SigningKey key : List.of(TestJwts.RSA, TestJwts.EC, TestJwts.ED25519)) {
            String[] parts = token.signedBy(key).split("\\.", -1);
            String admin = TestJwts.encoded(token.claim("sub", "amadmin").payload());
            verifier.refuses(parts[0] + "." + admin + "." + parts[2]);
        }
    }

    @Test
    void truncatedTokenIsRefused() {
        String good = token.signedBy(TestJwts.RSA);
        for (int length = 0; length < good.length(); length++) {
            verifier.doesNotVerify(good.substring(0, length));
        }
    }

    @Test
    void criticalHeaderIsRefused() {
        verifier.refuses(token.header("crit", List.of("exp")).header("exp", 1).signedBy(TestJwts.RSA));
        verifier.refuses(
                token.header("crit", List.of("b64")).header("b64", false).signedBy(TestJwts.RSA));
        verifier.refuses(token.header("crit", List.of()).signedBy(TestJwts.RSA));
        verifier.refuses(token.rawHeader("{\"alg\":\"RS256\",\"crit\":null}").signedAsItIs(TestJwts.RSA));
    }

    @Test
    void headerWithADuplicateMemberIsRefused() {
        String kid = "\"kid\":\"" + TestJwts.RSA.keyId() + "\"";
        for (String twice : List.of(
                "{\"alg\":\"RS256\",\"alg\":\"none\"," + kid + "}",
                "{\"alg\":\"none\",\"alg\":\"RS256\"," + kid + "}",
                "{\"alg\":\"RS256\",\"\\u0061lg\":\"none\"," + kid + "}",
                "{\"alg\":\"RS256\"," + kid + "," + kid + "}")) {
            verifier.refuses(token.rawHeader(twice).signedAsItIs(TestJwts.RSA));
        }
    }

    @Test
    void whiteSpaceInTheTokenIsRefused() {
        String good = token.signedBy(TestJwts.RSA);
        for (String blank : List.of(" ", "\n", "\r\n", "\t", "\0", "\u00a0")) {
            verifier.refuses(blank + good);
            verifier.refuses(good + blank);
            verifier.refuses(good.replace(".", "." + blank));
            verifier.refuses(good.substring(0, 10) + blank + good.substring(10));
        }
    }

    private String text(SigningKey key) {
        String good = token.signedBy(key);
        return good.substring(0, good.lastIndexOf('.') + 1);
    }
}
