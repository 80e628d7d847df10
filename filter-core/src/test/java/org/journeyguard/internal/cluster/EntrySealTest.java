package org.journeyguard.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntrySealTest {
    private static final String OLD = "old-0123456789abcdef0123456789ab";
    private static final String NEW = "new-0123456789abcdef0123456789ab";
    private static final String NAME = "name";
    private static final byte[] VALUE = {1, 2, 3};
    private static final int HEADER_OCTETS = 17;

    private final EntrySeal seal = seal("space", OLD);

    private static EntrySeal seal(String space, String... secrets) {
        return new EntrySeal(new ClusterSecrets(List.of(secrets), space));
    }

    @Test
    void sealedValueOfAnySizeIsOpenedUnchanged() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int size = 0; size < 5_000; size += 1 + size / 3) {
            byte[] value = new byte[size];
            random.nextBytes(value);
            byte[] sealed = seal.seal(NAME, value);
            assertThat(seal.open(NAME, sealed))
                    .as("seed %d, size %d", seed, size)
                    .contains(value);
        }
    }

    @Test
    void equalValuesAreSealedDifferently() {
        assertThat(seal.seal(NAME, VALUE)).isNotEqualTo(seal.seal(NAME, VALUE));
    }

    @Test
    void eachChangedBitIsRefused() {
        byte[] sealed = seal.seal(NAME, VALUE);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(seal.open(NAME, changed)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void truncatedOrExtendedValueIsRefused() {
        byte[] sealed = seal.seal(NAME, VALUE);
        for (int length = 0; length < 2 * sealed.length; length++) {
            if (length != sealed.length) {
                assertThat(seal.open(NAME, Arrays.copyOf(sealed, length)))
                        .as("length %d", length)
                        .isEmpty();
            }
        }
    }

    @Test
    void arbitraryOctetsAreRefusedWithoutException() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] header = Arrays.copyOf(seal.seal(NAME, VALUE), HEADER_OCTETS);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextInt(100)];
            random.nextBytes(octets);
            // most arbitrary octets would already fail at the version or the id of the key
            System.arraycopy(header, 0, octets, 0, Math.min(octets.length, random.nextInt(HEADER_OCTETS + 1)));
            assertThat(seal.open(NAME, octets)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void valueIsRefusedUnderAnotherNameSpaceOrSecret() {
        byte[] sealed = seal.seal(NAME, VALUE);
        assertThat(seal.open("other", sealed)).isEmpty();
        assertThat(seal("other", OLD).open(NAME, sealed)).isEmpty();
        assertThat(seal("space", NEW).open(NAME, sealed)).isEmpty();
        assertThat(seal("space", OLD).open(NAME, sealed)).contains(VALUE);
    }

    @Test
    void nodesReadEachOtherDuringARotationOfTheSecret() {
        List<EntrySeal> nodes = List.of(seal, seal("space", OLD, NEW), seal("space", NEW, OLD), seal("space", NEW));
        for (int i = 0; i + 1 < nodes.size(); i++) {
            EntrySeal one = nodes.get(i);
            EntrySeal next = nodes.get(i + 1);
            assertThat(next.open(NAME, one.seal(NAME, VALUE))).contains(VALUE);
            assertThat(one.open(NAME, next.seal(NAME, VALUE))).contains(VALUE);
        }
        assertThat(nodes.get(3).open(NAME, nodes.get(1).seal(NAME, VALUE))).isEmpty();
    }
}
