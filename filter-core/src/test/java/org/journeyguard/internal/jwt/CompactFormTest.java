package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** How a token is split. */
class CompactFormTest {
    private static final String JSON_STARTS_WITH_BRACE_AND_QUOTE = "eyJ0";
    private static final String JSON_STARTS_WITH_BRACE_AND_SPACE = "ewog";

    private static String parts(String first, int count) {
        return first + String.join("", Collections.nCopies(count - 1, ".YQ"));
    }

    @Test
    void jwtHasThreeOrFiveParts() {
        for (String first : new String[] {JSON_STARTS_WITH_BRACE_AND_QUOTE, JSON_STARTS_WITH_BRACE_AND_SPACE, "YQ"}) {
            assertThat(CompactForm.of(parts(first, 3))).isEqualTo(new CompactForm.Signed(first, "YQ", "YQ"));
            assertThat(CompactForm.of(parts(first, 5)))
                    .isEqualTo(new CompactForm.Encrypted(first, "YQ", "YQ", "YQ", "YQ"));
        }
    }

    @Test
    void otherNumberOfPartsIsMalformedIfTheFirstLooksLikeJson() {
        for (int count : new int[] {2, 4, 6, 7, 20}) {
            for (String first : new String[] {JSON_STARTS_WITH_BRACE_AND_QUOTE, JSON_STARTS_WITH_BRACE_AND_SPACE}) {
                assertThat(CompactForm.of(parts(first, count)))
                        .isEqualTo(new CompactForm.Malformed("neither three nor five parts"));
            }
            assertThat(CompactForm.of(parts("YQ", count))).isEqualTo(new CompactForm.Opaque());
        }
    }

    @Test
    void textWithoutDotsIsOpaqueHoweverItStarts() {
        for (String text :
                new String[] {"", "YQ", JSON_STARTS_WITH_BRACE_AND_QUOTE, JSON_STARTS_WITH_BRACE_AND_SPACE}) {
            assertThat(CompactForm.of(text)).isEqualTo(new CompactForm.Opaque());
        }
    }

    @Test
    void tokenHasAtMost16384Characters() {
        String longest = "x".repeat(16_384);
        assertThat(CompactForm.of(longest)).isEqualTo(new CompactForm.Opaque());
        assertThat(CompactForm.of(longest + "x")).isEqualTo(new CompactForm.Malformed("longer than 16384 characters"));
    }

    @Test
    void toStringOmitsTheToken() {
        assertThat(CompactForm.of("eyJ0.eyJz.c2ln")).hasToString("Signed");
        assertThat(CompactForm.of("eyJ0.a2V5.aXYx.eyJz.dGFn")).hasToString("Encrypted");
        assertThat(new Decryption.Content("eyJ0.eyJz.c2ln")).hasToString("Content");
    }
}
