package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @Test
    void nameWithAControlCharacterIsRefused() {
        for (int c = 0; c < 0x300; c++) {
            for (String text : new String[] {(char) c + "alice", "al" + (char) c + "ice", "alice" + (char) c}) {
                assertThat(UserName.isOne(text)).as("U+%04x", c).isEqualTo(!Character.isISOControl(c));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "al\u2028ice", "al\u2029ice", "al\ud83dice", "\ude00"})
    void emptyNameLineSeparatorOrLoneSurrogateIsRefused(String text) {
        assertThat(UserName.isOne(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Zo\u00eb",
                "\u5c71\u7530 \u592a\u90ce",
                "o'neil",
                "a.b+c@example.com",
                "..",
                "\ud83d\ude00",
                "\u0646\u200c\u0627"
            })
    void otherNamesAreAccepted(String text) {
        assertThat(UserName.isOne(text)).isTrue();
    }
}
