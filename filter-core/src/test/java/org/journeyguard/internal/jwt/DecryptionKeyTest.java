package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which key is tried for a token. */
class DecryptionKeyTest {
    private static DecryptionKey secret(int octets, @Nullable String id) throws JOSEException {
        return DecryptionKey.of(
                new OctetSequenceKey.Builder(new byte[octets]).keyID(id).build());
    }

    @Test
    void keyWithAnIdFitsTokensThatNameItOrNone() throws JOSEException {
        DecryptionKey key = secret(32, "one");
        assertThat(key.fits("dir", "one")).isTrue();
        assertThat(key.fits("dir", null)).isTrue();
        assertThat(key.fits("dir", "two")).isFalse();
        assertThat(key.fits("dir", "One")).isFalse();
        assertThat(key.fits("dir", "")).isFalse();
    }

    @Test
    void keyWithoutAnIdFitsAnyToken() throws JOSEException {
        DecryptionKey key = secret(32, null);
        assertThat(key.fits("dir", "one")).isTrue();
        assertThat(key.fits("dir", null)).isTrue();
    }

    @Test
    void secretFitsTheAlgorithmsOfItsLengthOnly() throws JOSEException {
        assertThat(secret(16, "one").fits("A128KW", "one")).isTrue();
        assertThat(secret(32, "one").fits("A256KW", "one")).isTrue();
        assertThat(secret(32, "one").fits("A128KW", "one")).isFalse();
        assertThat(secret(32, "one").fits("RSA-OAEP", "one")).isFalse();
        assertThat(secret(32, null).fits("A128KW", null)).isFalse();
    }
}
