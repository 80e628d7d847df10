package org.journeyguard.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an access token is found, and where none is. */
class BearerReaderTest {
    private static final String TOKEN = "eyJ0.eyJz.c2ln";

    private static @Nullable Presented read(String... headers) {
        return BearerReader.accessToken(Collections.enumeration(Arrays.asList(headers)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR\t", "Bearer   "})
    void theSchemeMayBeWrittenInAnyCase(String scheme) {
        assertThat(read(scheme + TOKEN)).isEqualTo(new Presented.Bearer(token(TOKEN)));
        assertThat(read(scheme + TOKEN + "  ")).isEqualTo(new Presented.Bearer(token(TOKEN)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearertoken x", "Negotiate x", "", "Digest bearer", "DPoP " + TOKEN})
    void whatIsOfAnotherSchemeIsNone(String header) {
        assertThat(read(header)).isNull();
    }

    @Test
    void noHeaderIsNone() {
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
    void whatCanBeNoTokenIsMalformed(String header) {
        assertThat(read(header)).isEqualTo(Presented.MALFORMED_BEARER);
    }

    @Test
    void oneThatIsTooLongIsMalformed() {
        String longest = "x".repeat(BearerToken.MAX_LENGTH);
        assertThat(read("Bearer " + longest)).isInstanceOf(Presented.Bearer.class);
        assertThat(read("Bearer " + longest + "x")).isEqualTo(Presented.MALFORMED_BEARER);
        assertThat(read("Bearer " + "x".repeat(1 << 20))).isEqualTo(Presented.MALFORMED_BEARER);
    }

    @Test
    void moreThanOneTokenIsNoneOfThem() {
        assertThat(read("Bearer a b")).isEqualTo(Presented.SEVERAL_BEARERS);
        assertThat(read("Bearer a, Bearer b")).isEqualTo(Presented.SEVERAL_BEARERS);
        assertThat(read("Bearer a", "Bearer a")).isEqualTo(Presented.SEVERAL_BEARERS);
        assertThat(read("Bearer a", "Basic YTpi")).isEqualTo(Presented.SEVERAL_BEARERS);
        assertThat(read("Basic YTpi", "Bearer a")).isEqualTo(Presented.SEVERAL_BEARERS);
    }

    @Test
    void theCharactersOfTokensAreThoseOfRfc6750() {
        for (char c = 0; c < 256; c++) {
            boolean isAllowed = (Character.isLetterOrDigit(c) && c < 128) || "-._~+/".indexOf(c) >= 0;
            assertThat(BearerToken.parse("a" + c + "b") != null)
                    .as("character %d", (int) c)
                    .isEqualTo(isAllowed);
        }
        assertThat(BearerToken.parse("abc==")).isNotNull();
        assertThat(BearerToken.parse("==")).isNull();
    }

    @Test
    void aTokenIsTheSameGrantHoweverItsSignatureIsSpelt() {
        assertThat(token("a.b.c").grant())
                .isEqualTo(token("a.b.d").grant())
                .isNotEqualTo(token("a.x.c").grant());
        assertThat(token("a.b.c").digest()).isNotEqualTo(token("a.b.d").digest());
        assertThat(token("opaque").grant()).isEqualTo(token("opaque").digest());
        assertThat(token("a.b").grant()).isEqualTo(token("a.b").digest());
    }

    @Test
    void nothingPrintsTheSecret() {
        assertThat(token(TOKEN)).hasToString("BearerToken(secret)");
        assertThat(String.valueOf(read("Bearer " + TOKEN))).doesNotContain(TOKEN);
    }

    private static BearerToken token(String value) {
        return Objects.requireNonNull(BearerToken.parse(value));
    }
}
