package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text is canonical where the JDK's decoder and encoder give it back. */
class Base64UrlOctetsTest {
    private static final long SEED = 42;
    private static final int LONGEST = 40;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static boolean isGivenBack(String text) {
        try {
            byte[] octets = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(octets)
                    .equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void textIsCanonicalIfReencodingRestoresIt() {
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(LONGEST); length > 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            assertThat(Base64UrlOctets.areCanonical(text.toString()))
                    .as("%s", text)
                    .isEqualTo(isGivenBack(text + ""));
        }
    }

    @Test
    void foreignCharacterIsFoundAtEveryPosition() {
        for (int length : List.of(1, 2, 3, 7, 8, 9, 16, 23)) {
            for (int at = 0; at < length; at++) {
                for (char c = 0; c < 0x180; c++) {
                    String text = "A".repeat(at) + c + "A".repeat(length - at - 1);
                    assertThat(Base64UrlOctets.areCanonical(text))
                            .as("U+%04x at %d of %d", (int) c, at, length)
                            .isEqualTo(isGivenBack(text));
                }
            }
        }
    }

    @Test
    void onlyTheGivenRangeIsChecked() {
        byte[] bytes = ".QUJD.QUJDREVGR0hJSkw=".getBytes(StandardCharsets.US_ASCII);
        assertThat(Base64UrlOctets.areCanonical(bytes, 1, 5)).isTrue();
        assertThat(Base64UrlOctets.areCanonical(bytes, 6, bytes.length - 1)).isTrue();
        assertThat(Base64UrlOctets.areCanonical(bytes, 0, 4)).isFalse();
        assertThat(Base64UrlOctets.areCanonical(bytes, 6, bytes.length)).isFalse();
    }
}
