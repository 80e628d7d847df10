package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedTextTest {
    @Test
    void packedTextIsUnpackedUnchanged() {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int letters = 1 + random.nextInt(90);
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40_000), 0, letters).forEach(each -> text.append((char) ('!' + each)));
            assertThat(PackedText.unpack(PackedText.pack(text.toString()))).isEqualTo(text.toString());
        }
    }

    @Test
    void compressibleTextIsShort() {
        assertThat(PackedText.isShort("filter=open&".repeat(600))).isTrue();
        StringBuilder noise = new StringBuilder();
        new Random(1).ints(2_500, 0, 90).forEach(each -> noise.append((char) ('!' + each)));
        assertThat(PackedText.isShort(noise.toString())).isFalse();
    }

    @Test
    void textIsShortUpTo1500OctetsPackedOrPlain() {
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        while (PackedText.pack(noise.toString()).length <= 1_500) {
            assertThat(PackedText.isShort(noise.toString())).isTrue();
            noise.append((char) ('!' + random.nextInt(90)));
        }
        assertThat(PackedText.isShort(noise.toString())).isFalse();
        // compression only adds to text that has more octets than characters
        String wide = random.ints(1_500, 0x1000, 0x4000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(PackedText.pack(wide)).hasSizeGreaterThan(1_500);
        assertThat(PackedText.isShort(wide)).isTrue();
        assertThat(PackedText.isShort(wide + "x")).isFalse();
    }

    @Test
    void truncatedTextIsRefused() {
        byte[] packed = PackedText.pack("/account?filter=open");
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> PackedText.unpack(cut)).isInstanceOf(IllegalStateException.class);
        }
    }
}
