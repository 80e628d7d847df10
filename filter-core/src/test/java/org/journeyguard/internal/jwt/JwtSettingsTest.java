package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JwtSettingsTest {
    @Test
    void toStringShowsAlgorithmsAndNoKey() {
        OctetSequenceKey key =
                new OctetSequenceKey.Builder(new byte[32]).keyID("secret").build();
        assertThat(new JwtSettings(Set.of("RS256"), Duration.ZERO, new JWKSet(key)).toString())
                .contains("RS256")
                .doesNotContain("secret", key.getKeyValue().toString());
    }
}
