package org.journeyguard.internal.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureCheckTest {
    private static final byte[] TEXT = {1, 2, 3};

    /** RFC 8032, 7.1: public key, message and signature of its first three tests. */
    @ParameterizedTest
    @CsvSource({
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    })
    void ed25519SignatureIsOfOneTextByOneKey(String key, String text, String signature) throws Exception {
        HexFormat hex = HexFormat.of();
        SignatureCheck check = SignatureCheck.ed25519(hex.parseHex(key));
        byte[] signed = hex.parseHex(text);
        byte[] octets = hex.parseHex(signature);
        assertThat(check.isPassedBy(signed, Base64URL.encode(octets))).isTrue();
        assertThat(check.isPassedBy(TEXT, Base64URL.encode(octets))).isFalse();
        for (int i = 0; i < octets.length; i++) {
            byte[] changed = octets.clone();
            changed[i] ^= 1;
            assertThat(check.isPassedBy(signed, Base64URL.encode(changed)))
                    .as("octet %d", i)
                    .isFalse();
        }
        assertThat(check.isPassedBy(signed, Base64URL.encode(new byte[0]))).isFalse();
        assertThat(check.isPassedBy(signed, Base64URL.encode(new byte[63]))).isFalse();
    }

    @Test
    void signatureThatCannotBeReadDoesNotPass() {
        Base64URL signature = Base64URL.encode(TEXT);
        assertThat(failing(new JOSEException("bad")).isPassedBy(TEXT, signature))
                .isFalse();
        assertThat(failing(new SignatureException("bad")).isPassedBy(TEXT, signature))
                .isFalse();
        assertThat(failing(new ArrayIndexOutOfBoundsException("bad")).isPassedBy(TEXT, signature))
                .isFalse();
    }

    private static SignatureCheck failing(Exception failure) {
        return (signed, signature) -> {
            if (failure instanceof JOSEException jose) {
                throw jose;
            }
            if (failure instanceof GeneralSecurityException security) {
                throw security;
            }
            throw (RuntimeException) failure;
        };
    }
}
