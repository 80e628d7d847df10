package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsoTokenTest {
    private static final String SECRET = "AQIC5wM2LY4Sfcz.*AAJTSQACMDE.*";
    /** RFC 6265, 4.1.1: cookie-octet. */
    private static final String COOKIE_OCTETS =
            "!#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`" + "abcdefghijklmnopqrstuvwxyz{|}~";

    private static String hex(TokenDigest digest) {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        bytes.putLong(digest.a()).putLong(digest.b()).putLong(digest.c()).putLong(digest.d());
        return HexFormat.of().formatHex(bytes.array());
    }

    @Test
    void tokenConsistsOfCookieOctets() {
        for (char c = 0; c < 0x300; c++) {
            assertThat(SsoToken.isWellFormed("a" + c + "b"))
                    .as("U+%04x", (int) c)
                    .isEqualTo(COOKIE_OCTETS.indexOf(c) >= 0);
        }
        assertThat(SsoToken.isWellFormed("\uff21")).isFalse();
    }

    @Test
    void illegalCharacterIsFoundAtEveryPosition() {
        for (int length = 1; length <= 24; length++) {
            for (int at = 0; at < length; at++) {
                illegalCharacterIsFoundAmong("x", at, length);
                illegalCharacterIsFoundAmong("0", at, length);
            }
        }
        assertThat(SsoToken.isWellFormed("xxxx\ud83d\ude00xxxx")).isFalse();
    }

    private static void illegalCharacterIsFoundAmong(String others, int at, int length) {
        for (char c : ("\u0000\u001f \"!,;?\\\u007f\u0080\u00ac\u00ff\u012c\u0141\ud83d\ude00" + COOKIE_OCTETS)
                .toCharArray()) {
            String value = others.repeat(at) + c + others.repeat(length - at - 1);
            assertThat(SsoToken.isWellFormed(value))
                    .as("U+%04x at %d of %d", (int) c, at, length)
                    .isEqualTo(COOKIE_OCTETS.indexOf(c) >= 0);
            assertThat(SsoToken.parse(value) != null).isEqualTo(SsoToken.isWellFormed(value) && c != '%');
        }
    }

    @Test
    void tokenHasOneTo8000Characters() {
        assertThat(SsoToken.isWellFormed("")).isFalse();
        assertThat(SsoToken.isWellFormed("x")).isTrue();
        assertThat(SsoToken.isWellFormed("x".repeat(8_000))).isTrue();
        assertThat(SsoToken.isWellFormed("x".repeat(8_001))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret one", "secret\r\nX: y", "s\u00e4cret"})
    void malformedTokenIsRefusedWithoutRepeatingIt(String value) {
        assertThatThrownBy(() -> new SsoToken(value))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("cret");
    }

    @Test
    void toStringOmitsTheToken() {
        SsoToken token = new SsoToken(SECRET);
        assertThat(token).hasToString("SsoToken(secret)");
        assertThat(Stream.of(token, token.digest()).map(Object::toString)).noneMatch(text -> text.contains("AQIC"));
        assertThat(token.value()).isEqualTo(SECRET);
    }

    @Test
    void tokensOfEqualValueAreEqual() {
        assertThat(new SsoToken(SECRET))
                .isEqualTo(new SsoToken(SECRET))
                .hasSameHashCodeAs(new SsoToken(SECRET))
                .isNotEqualTo(new SsoToken(SECRET + "x"))
                .isNotEqualTo(SECRET);
        assertThat(new SsoToken(SECRET).hashCode()).isNotEqualTo(new SsoToken(SECRET + "x").hashCode());
    }

    @Test
    void digestIsTheSha256OfTheValue() throws Exception {
        assertThat(hex(TokenDigest.of("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        for (int length : new int[] {1, 55, 56, 64, 8_000}) {
            String token = "x".repeat(length);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            assertThat(hex(new SsoToken(token).digest()))
                    .isEqualTo(HexFormat.of().formatHex(expected));
        }
    }

    @Test
    void concurrentDigestsAreIndependent() {
        TokenDigest expected = TokenDigest.of(SECRET);
        assertThat(Stream.generate(() -> SECRET).limit(20_000).parallel().map(TokenDigest::of))
                .containsOnly(expected);
    }

    @Test
    void digestsAreEqualOnlyInAllParts() {
        TokenDigest digest = new TokenDigest(1, 2, 3, 4);
        assertThat(digest)
                .isEqualTo(new TokenDigest(1, 2, 3, 4))
                .hasSameHashCodeAs(new TokenDigest(1, 2, 3, 4))
                .isNotIn(
                        new TokenDigest(0, 2, 3, 4),
                        new TokenDigest(1, 0, 3, 4),
                        new TokenDigest(1, 2, 0, 4),
                        new TokenDigest(1, 2, 3, 0));
    }
}
