package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void whatIsPackedComesOutAgain() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int letters = 1 + random.nextInt(90);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40_000), 0, letters).forEach(each -> text.append((char) ('!' + each)));
            assertThat(PackedText.unpack(PackedText.pack(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void whatCanBePackedIsShort() {
        assertThat(PackedText.isShort("filter=open&".repeat(600))).isTrue();
        StringBuilder noise = new StringBuilder();
        new Random(1).ints(2_500, 0, 90).forEach(each -> noise.append((char) ('!' + each)));
        assertThat(PackedText.isShort(noise.toString())).isFalse();
    }
}
