package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppSessionTest {
    private static final String NAME = "journey-session";
    private static final AppSession ONE = AppSession.make();
    private static final AppSession OTHER = AppSession.make();

    private static PresentedCredential read(String... headers) {
        return CookieReader.appSession(Collections.enumeration(List.of(headers)), NAME);
    }

    private static String cookie(AppSession session) {
        return NAME + "=" + session.value();
    }

    @Test
    void newSessionIdHas256RandomBitsAndIsNotPrinted() {
        assertThat(AppSession.make().value())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(AppSession.make().value());
        assertThat(ONE)
                .isNotEqualTo(OTHER)
                .isEqualTo(AppSession.parse(ONE.value()))
                .hasSameHashCodeAs(AppSession.parse(ONE.value()));
        assertThat(ONE.hashCode()).isNotEqualTo(OTHER.hashCode());
        assertThat(ONE).hasToString("AppSession(secret)");
        assertThat(ONE.digest()).isNotEqualTo(OTHER.digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AQIC5w.*AAJTSQ*", "+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void malformedSessionIdIsRefused(String value) {
        assertThat(AppSession.parse(value)).isNull();
    }

    @Test
    void sessionIdHas43Base64UrlCharacters() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (char c = 0; c < 0x180; c++) {
            for (int at : new int[] {0, 20, 42}) {
                String value = "x".repeat(at) + c + "x".repeat(42 - at);
                assertThat(AppSession.parse(value) != null)
                        .as("U+%04x at %d", (int) c, at)
                        .isEqualTo(alphabet.indexOf(c) >= 0);
            }
        }
        assertThat(AppSession.parse("x".repeat(42))).isNull();
        assertThat(AppSession.parse("x".repeat(44))).isNull();
    }

    @Test
    void repeatedCookieIsPresentedOnce() {
        assertThat(read(cookie(ONE))).isEqualTo(ONE);
        assertThat(read("a=b; " + cookie(ONE) + "; " + NAME + "=", cookie(ONE))).isEqualTo(ONE);
    }

    @Test
    void differentCookiesConflict() {
        assertThat(read(cookie(ONE) + "; " + cookie(OTHER)))
                .isEqualTo(new PresentedCredential.Conflicting(Set.of(ONE, OTHER)));
        assertThat(read(cookie(ONE) + "; " + NAME + "=planted"))
                .isEqualTo(new PresentedCredential.Conflicting(Set.of(ONE)));
    }

    @Test
    void missingOrEmptyCookieIsNothingAndAShortOneMalformed() {
        assertThat(read()).isEqualTo(PresentedCredential.NOTHING);
        assertThat(read("x" + cookie(ONE), NAME + "x=1", NAME + "=")).isEqualTo(PresentedCredential.NOTHING);
        assertThat(read(NAME + "=short")).isEqualTo(PresentedCredential.MALFORMED);
    }

    @Test
    void cookiesAreFoundByNamePrefix() {
        assertThat(CookieReader.startingWith(Collections.enumeration(List.of("a=1; s-x=2;s-y=3=4", "s-=5; s")), "s-"))
                .containsExactly(Map.entry("s-x", "2"), Map.entry("s-y", "3=4"), Map.entry("s-", "5"));
    }
}
