package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDigestTest {

    @Test
    void writtenDigestIsReadUnchanged() {
        for (TokenDigest digest :
                new TokenDigest[] {TokenDigest.of("abc"), new TokenDigest(0, -1, Long.MIN_VALUE, Long.MAX_VALUE)}) {
            assertThat(TokenDigest.parse(digest.toString())).isEqualTo(digest);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1,2,3",
                "1,2,3,",
                "1,2,3,4,",
                "1,2,3,4,5",
                "1,2,3,x",
                "1,2,3, 4",
                "1,2,3,9223372036854775808"
            })
    void malformedTextIsRefused(String text) {
        assertThatThrownBy(() -> TokenDigest.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void digestOfOtherThan32OctetsIsRefused() throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(new byte[] {'a', 'b', 'c'});
        assertThat(TokenDigest.ofSha256(sha256)).isEqualTo(TokenDigest.of("abc"));
        for (int length : new int[] {0, 20, 31, 33, 64}) {
            assertThatThrownBy(() -> TokenDigest.ofSha256(new byte[length]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** Digests key large maps, where equal hashes would cost time. */
    @Test
    void digestsHaveFewEqualHashCodes() {
        Set<Integer> hashes = new HashSet<>();
        Set<Integer> ofFirstBits = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            hashes.add(TokenDigest.of("token" + i).hashCode());
            ofFirstBits.add(new TokenDigest((long) i << 32, 0, 0, 0).hashCode());
        }
        assertThat(hashes).hasSizeGreaterThan(9_990);
        assertThat(ofFirstBits).hasSize(10_000);
    }

    /** Some security providers can't clone a digest. */
    @Test
    void uncloneableMessageDigestIsCreatedAnew() {
        MessageDigest digest = new MessageDigest("none") {
            @Override
            protected void engineUpdate(byte input) {}

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {}

            @Override
            protected byte[] engineDigest() {
                return new byte[0];
            }

            @Override
            protected void engineReset() {}
        };
        assertThat(TokenDigest.clone(digest).getAlgorithm()).isEqualTo("SHA-256");
    }
}
