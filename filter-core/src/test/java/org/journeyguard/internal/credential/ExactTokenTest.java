package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Which of the tokens with the same digest is the one that AM has confirmed. */
class ExactTokenTest {
    private static final String SIGNATURE = "c2lnbmF0dXJl";
    private static final String BEARER = "eyJ0.eyJz." + SIGNATURE;
    private static final String SSO = "*AAJTSQACMDEAAlMxAAA.*" + BEARER;
    private static final String ENCRYPTED = "eyJ0..aXYx.Y29udGVudDEx." + SIGNATURE;

    private static BearerToken bearer(String value) {
        return Objects.requireNonNull(BearerToken.parse(value));
    }

    @Test
    void tokenIsItself() {
        assertIsItself(bearer(BEARER), bearer(BEARER));
        assertIsItself(bearer(ENCRYPTED), bearer(ENCRYPTED));
        assertIsItself(bearer("3f5A"), bearer("3f5A"));
        assertIsItself(new SsoToken(SSO), new SsoToken(SSO));
        assertIsItself(new SsoToken("AQIC5w.*AAJTSQ*"), new SsoToken("AQIC5w.*AAJTSQ*"));
    }

    private static void assertIsItself(Credential known, Credential same) {
        assertThat(ExactToken.of(known).is(same)).isTrue();
        assertThat(ExactToken.of(known).fingerprint()).isEqualTo(same.fingerprint());
    }

    @Test
    void jwtWithAnotherSignatureIsAnotherToken() {
        for (String jwt : List.of(BEARER, ENCRYPTED)) {
            int signature = jwt.lastIndexOf('.') + 1;
            for (int at = signature; at < jwt.length(); at++) {
                for (char c : "AzZ09-_".toCharArray()) {
                    String other = jwt.substring(0, at) + c + jwt.substring(at + 1);
                    assertIsOnly(bearer(jwt), bearer(other), other.equals(jwt));
                }
            }
            for (String longer : List.of("A", "AAAA", SIGNATURE)) {
                assertIsOnly(bearer(jwt), bearer(jwt + longer), false);
            }
            for (int length = signature; length < jwt.length(); length++) {
                assertIsOnly(bearer(jwt), bearer(jwt.substring(0, length)), false);
            }
        }
    }

    private static void assertIsOnly(Credential known, Credential other, boolean isSame) {
        assertThat(known.digest()).isEqualTo(other.digest());
        assertThat(ExactToken.of(known).is(other)).isEqualTo(isSame);
        assertThat(ExactToken.of(other).is(known)).isEqualTo(isSame);
    }

    @Test
    void clientSideSessionWithAnotherSignatureIsAnotherToken() {
        String forged = SSO.substring(0, SSO.length() - SIGNATURE.length()) + "c2lnbmF0dXJs";
        assertIsOnly(new SsoToken(SSO), new SsoToken(forged), false);
        String plain = SSO.replaceFirst("\\*", "@").replace('*', '#');
        assertIsOnly(new SsoToken(SSO), new SsoToken(plain), true);
    }

    @Test
    void opaqueTokenIsAnotherInAnotherCase() {
        assertIsOnly(bearer("3f5a"), bearer("3F5A"), false);
        assertIsOnly(bearer("3f5a.x"), bearer("3f5A.x"), false);
    }

    @Test
    void opaqueTokenIsNoJwt() {
        assertThat(ExactToken.of(bearer("3f5a")).is(bearer(BEARER))).isFalse();
        assertThat(ExactToken.of(bearer(BEARER)).is(bearer("3f5a"))).isFalse();
    }
}
