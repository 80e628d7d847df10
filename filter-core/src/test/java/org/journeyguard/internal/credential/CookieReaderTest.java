package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieReaderTest {
    private static final String NAME = "iPlanetDirectoryPro";

    private static PresentedCredential read(String... headers) {
        return CookieReader.ssoToken(Collections.enumeration(Arrays.asList(headers)), NAME);
    }

    private static List<String> values(String... headers) {
        return CookieReader.values(Collections.enumeration(Arrays.asList(headers)), NAME);
    }

    private static PresentedCredential one(String value) {
        return new SsoToken(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iPlanetDirectoryPro=abc",
                "a=b; iPlanetDirectoryPro=abc",
                "iPlanetDirectoryPro=abc; a=b",
                "a=b;iPlanetDirectoryPro=abc;c=d",
                "  \tiPlanetDirectoryPro=abc \t",
                "iPlanetDirectoryPro=\"abc\"",
                "iPlanetDirectoryPro=\"abc\" ; a=b",
                ";;iPlanetDirectoryPro=abc;",
                "=x; iPlanetDirectoryPro=abc",
                "iPlanetDirectoryPro; iPlanetDirectoryPro=abc",
                "iPlanetDirectoryPro=; iPlanetDirectoryPro=abc",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=\"\"",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=abc",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=\"abc\"",
                "$Version=1; iPlanetDirectoryPro=\"abc\"; $Path=/"
            })
    void cookieIsFoundAtEveryPosition(String header) {
        assertThat(read(header)).isEqualTo(one("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQIC5w==", "AQIC5w.*AAJTSQ==*", "=", "==x=", "a=b", "{\"x\"=}"})
    void valueKeepsItsEqualsSigns(String value) {
        assertThat(values("a=b; iPlanetDirectoryPro=" + value + "; c=d")).containsExactly(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "iPlanetDirectoryPro",
                "iPlanetDirectoryPro=",
                "iPlanetDirectoryPro=\"\"",
                "iPlanetDirectoryPro= \t",
                "iPlanetDirectoryPro; abc",
                "iPlanetDirectoryPro =abc",
                "iplanetdirectorypro=abc",
                "iPlanetDirectoryPr=abc",
                "iPlanetDirectoryPro2=abc",
                "xiPlanetDirectoryPro=abc",
                "x-iPlanetDirectoryPro=abc",
                "__Host-iPlanetDirectoryPro=abc",
                "a=iPlanetDirectoryPro=abc",
                "a=b, iPlanetDirectoryPro=abc",
                "a=b iPlanetDirectoryPro=abc"
            })
    void otherAndEmptyCookiesAreIgnored(String header) {
        assertThat(read(header)).isSameAs(PresentedCredential.NOTHING);
    }

    @Test
    void missingHeaderHasNoCookie() {
        assertThat(read()).isSameAs(PresentedCredential.NOTHING);
        assertThat(CookieReader.ssoToken(null, NAME)).isSameAs(PresentedCredential.NOTHING);
        assertThat(CookieReader.values(null, NAME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=def",
                "iPlanetDirectoryPro=abc; a=b; iPlanetDirectoryPro=ABC",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=; iPlanetDirectoryPro=def",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=abc; iPlanetDirectoryPro=def",
                "iPlanetDirectoryPro=abc; iPlanetDirectoryPro=a c"
            })
    void differentCookiesConflictInAnyOrder(String header) {
        assertThat(read(header)).isInstanceOf(PresentedCredential.Conflicting.class);
        List<String> reversed = Arrays.asList(header.split("; ", -1));
        Collections.reverse(reversed);
        assertThat(read(String.join("; ", reversed))).isInstanceOf(PresentedCredential.Conflicting.class);
        assertThat(read(reversed.toArray(String[]::new))).isInstanceOf(PresentedCredential.Conflicting.class);
    }

    @Test
    void conflictingCookiesAreKeptForLogoutUpToALimit() {
        assertThat(read("iPlanetDirectoryPro=abc; iPlanetDirectoryPro=def"))
                .isEqualTo(new PresentedCredential.Conflicting(Set.of(new SsoToken("abc"), new SsoToken("def"))));
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "iPlanetDirectoryPro=" + i)
                .collect(Collectors.joining("; "));
        assertThat(read(many))
                .isInstanceOfSatisfying(
                        PresentedCredential.Conflicting.class,
                        several -> assertThat(several.credentials()).hasSizeBetween(2, 6));
    }

    @Test
    void severalHeadersAreCombined() {
        assertThat(read("a=b", "iPlanetDirectoryPro=abc")).isEqualTo(one("abc"));
        assertThat(read("iPlanetDirectoryPro=abc", "iPlanetDirectoryPro=abc")).isEqualTo(one("abc"));
        assertThat(values("iPlanetDirectoryPro=1; iPlanetDirectoryPro=2", "", "iPlanetDirectoryPro=3"))
                .containsExactly("1", "2", "3");
    }

    @Test
    void quotesDoNotHideCookies() {
        assertThat(values("a=\"x; iPlanetDirectoryPro=evil; y\"")).containsExactly("evil");
        assertThat(read("a=\"x; iPlanetDirectoryPro=evil; y\"; iPlanetDirectoryPro=abc"))
                .isInstanceOf(PresentedCredential.Conflicting.class);
        assertThat(read("a=\"x; iPlanetDirectoryPro=evil\"; iPlanetDirectoryPro=abc"))
                .isInstanceOf(PresentedCredential.Conflicting.class);
        assertThat(read("iPlanetDirectoryPro=\"abc; x\"; a=b")).isSameAs(PresentedCredential.MALFORMED);
        assertThat(read("a=\"; iPlanetDirectoryPro=abc")).isEqualTo(one("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"", "\"abc", "abc\"", "\"\"abc\"\"", "a c", "a,c", "a\\c", "a\u00e4c", "a\u0000c", "\"a c\""})
    void valueOutsideOfRfc6265IsMalformed(String value) {
        assertThat(read("iPlanetDirectoryPro=" + value)).isSameAs(PresentedCredential.MALFORMED);
    }

    @Test
    void tooLongValueIsMalformed() {
        assertThat(read("iPlanetDirectoryPro=" + "x".repeat(8_000))).isEqualTo(one("x".repeat(8_000)));
        assertThat(read("iPlanetDirectoryPro=" + "x".repeat(8_001))).isSameAs(PresentedCredential.MALFORMED);
    }

    @Test
    void nameIsTakenLiterally() {
        assertThat(CookieReader.values(Collections.enumeration(List.of("a.b=1; aXb=2; a*b=3")), "a.b"))
                .containsExactly("1");
    }
}
