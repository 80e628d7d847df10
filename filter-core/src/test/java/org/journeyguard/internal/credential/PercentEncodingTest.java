package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {

    @Test
    void eachEscapedOctetIsDecodedInEitherCase() {
        for (int octet = 0; octet < 0x100; octet++) {
            for (String format : List.of("%%%02x", "%%%02X")) {
                String escape = String.format(format, octet);
                String decoded = String.valueOf((char) octet);
                assertThat(PercentEncoding.decoded(escape)).as(escape).isEqualTo(decoded);
                assertThat(PercentEncoding.decoded("a" + escape + escape + "41"))
                        .as(escape)
                        .isEqualTo("a" + decoded + decoded + "41");
            }
        }
    }

    @Test
    void nonHexEscapeIsRefused() {
        for (char c = 0; c < 0x180; c++) {
            boolean isDigit = c < 0x80 && Character.digit(c, 16) >= 0;
            assertThat(PercentEncoding.decoded("%4" + c) != null)
                    .as("U+%04x", (int) c)
                    .isEqualTo(isDigit);
            assertThat(PercentEncoding.decoded("%" + c + "4") != null)
                    .as("U+%04x", (int) c)
                    .isEqualTo(isDigit);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "a%", "a%4", "%41%", "%41%4", "%%41"})
    void truncatedEscapeIsRefused(String value) {
        assertThat(PercentEncoding.decoded(value)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "AQIC5w.*AAJTSQ*", "+", "\u00e9"})
    void valueWithoutPercentSignIsUnchanged(String value) {
        assertThat(PercentEncoding.decoded(value)).isSameAs(value);
    }
}
