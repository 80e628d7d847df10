package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.journeyguard.fixtures.TokenSpellings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How access tokens are read from {@code Authorization} headers. */
class BearerReaderTest {
    private static final String TOKEN = "eyJ0.eyJz.c2ln";

    private static @Nullable PresentedCredential read(String... headers) {
        return BearerReader.accessToken(Collections.enumeration(Arrays.asList(headers)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR\t", "Bearer   "})
    void schemeIsCaseInsensitive(String scheme) {
        assertThat(read(scheme + TOKEN)).isEqualTo(token(TOKEN));
        assertThat(read(scheme + TOKEN + "  ")).isEqualTo(token(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearertoken x", "Negotiate x", "", "Digest bearer", "DPoP " + TOKEN})
    void otherSchemeIsIgnored(String header) {
        assertThat(read(header)).isNull();
    }

    @Test
    void missingHeaderHasNoToken() {
        assertThat(read()).isNull();
        assertThat(BearerReader.accessToken(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer =",
                "Bearer a=b",
                "Bearer a;b",
                "Bearer ä",
                "Bearer a\"b",
                "Bearer a%20b"
            })
    void tokenWithIllegalCharactersIsMalformed(String header) {
        assertThat(read(header)).isEqualTo(PresentedCredential.MALFORMED_BEARER);
    }

    @Test
    void tooLongTokenIsMalformed() {
        String longest = "x".repeat(BearerToken.MAX_LENGTH);
        assertThat(read("Bearer " + longest)).isInstanceOf(BearerToken.class);
        assertThat(read("Bearer " + longest + "x")).isEqualTo(PresentedCredential.MALFORMED_BEARER);
        assertThat(read("Bearer " + "x".repeat(1 << 20))).isEqualTo(PresentedCredential.MALFORMED_BEARER);
    }

    @Test
    void severalTokensAreReportedAsSeveral() {
        assertThat(read("Bearer a b")).isEqualTo(PresentedCredential.SEVERAL_BEARERS);
        assertThat(read("Bearer a, Bearer b")).isEqualTo(PresentedCredential.SEVERAL_BEARERS);
        assertThat(read("Bearer a", "Bearer a")).isEqualTo(PresentedCredential.SEVERAL_BEARERS);
        assertThat(read("Bearer a", "Basic YTpi")).isEqualTo(PresentedCredential.SEVERAL_BEARERS);
        assertThat(read("Basic YTpi", "Bearer a")).isEqualTo(PresentedCredential.SEVERAL_BEARERS);
    }

    @Test
    void tokenHasTheCharactersOfRfc6750() {
        for (char c = 0; c < 256; c++) {
            boolean isAllowed = (Character.isLetterOrDigit(c) && c < 128) || "-._~+/".indexOf(c) >= 0;
            assertThat(BearerToken.parse("a" + c + "b") != null)
                    .as("character %d", (int) c)
                    .isEqualTo(isAllowed);
        }
        assertThat(BearerToken.parse("abc==")).isNotNull();
        assertThat(BearerToken.parse("==")).isNull();
        assertThat(BearerToken.parse("=")).isNull();
        assertThat(BearerToken.parse("")).isNull();
        assertThat(BearerToken.parse("=a")).isNull();
        assertThat(BearerToken.parse("a".repeat(BearerToken.MAX_LENGTH + 1))).isNull();
    }

    @Test
    void tokensOfEqualValueAreEqual() {
        assertThat(token("a.b.c"))
                .isEqualTo(token("a.b.c"))
                .hasSameHashCodeAs(token("a.b.c"))
                .isNotEqualTo(token("a.b.d"))
                .isNotEqualTo("a.b.c");
        assertThat(token("a.b.c").hashCode()).isNotEqualTo(token("a.b.d").hashCode());
    }

    @Test
    void tokenOfThreeOrMorePartsIsReadAsAJwt() {
        for (String jwt : List.of("a.b.c", "a..b.c.d", "..", "a.b.")) {
            assertThat(token(jwt).jwt()).as(jwt).isNotNull();
        }
        for (String opaque : List.of("a", "a.b", ".", "a.", ".b")) {
            assertThat(token(opaque).jwt()).as(opaque).isNull();
        }
    }

    @Test
    void jwtsThatDifferInSignatureShareTheDigestOnly() {
        assertThat(token("a.b.c").digest())
                .isEqualTo(token("a.b.d").digest())
                .isNotEqualTo(token("a.x.c").digest());
        assertThat(token("a.b.c").fingerprint()).isNotEqualTo(token("a.b.d").fingerprint());
    }

    @Test
    void eachSignedCharacterChangesTheDigest() {
        String jwt = TOKEN + "." + TOKEN;
        int signature = jwt.lastIndexOf('.') + 1;
        for (int at = 0; at < jwt.length(); at++) {
            BearerToken changed = token(jwt.substring(0, at) + 'X' + jwt.substring(at + 1));
            assertThat(changed.digest().equals(token(jwt).digest())).isEqualTo(at >= signature);
            assertThat(changed.fingerprint()).isNotEqualTo(token(jwt).fingerprint());
        }
    }

    /** OpenAM finds {@code 3F5A…} where it has issued {@code 3f5a…}. */
    @Test
    void opaqueTokensThatDifferInCaseShareTheDigestOnly() {
        for (String issued : List.of("89b11dfc-971e-413a-b810-1636a6f152a1", "sbQZuveFumUDV5R1vVBl6QAGNB8", "a.b")) {
            new TokenSpellings(issued.length())
                    .of(issued)
                    .limit(5_000)
                    .filter(other -> other.equalsIgnoreCase(issued))
                    .forEach(other -> {
                        assertThat(token(other).digest())
                                .isEqualTo(token(issued).digest());
                        assertThat(token(other).fingerprint())
                                .isNotEqualTo(token(issued).fingerprint());
                    });
        }
        assertThat(token("89b1").digest()).isNotEqualTo(token("89b2").digest());
    }

    @Test
    void toStringOmitsTheToken() {
        assertThat(token(TOKEN)).hasToString("BearerToken(secret)");
        assertThat(String.valueOf(read("Bearer " + TOKEN))).doesNotContain(TOKEN);
        assertThat(token(TOKEN).value()).isEqualTo(TOKEN);
    }

    private static BearerToken token(String value) {
        return Objects.requireNonNull(BearerToken.parse(value));
    }
}
