package org.journeyguard.internal.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@link CookieReader} on any headers, against RFC 6265 written down again in regular expressions. */
class CookieHeadersTest {
    private static final long SEED = 42;
    private static final String NAME = "sso";
    private static final AppSession SESSION = AppSession.make();
    private static final List<String> TOKENS = List.of(
            NAME,
            NAME + "=",
            NAME + "=abc",
            NAME + "=" + SESSION.value(),
            "=",
            ";",
            "; ",
            " ",
            "\t",
            "\"",
            "abc",
            "x",
            "xsso=1",
            "sso2=1",
            "SSO=1",
            ",",
            "\\",
            "\u00e9",
            "$Path=/");
    private static final Pattern COOKIE = Pattern.compile("[ \t]*" + NAME + "=(.*)", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("[!#-+\\--:<-\\[\\]-~]+");

    private static List<String> valuesOf(List<String> headers) {
        List<String> values = new ArrayList<>();
        for (String header : headers) {
            for (String pair : header.split(";", -1)) {
                Matcher cookie = COOKIE.matcher(pair);
                if (cookie.matches()) {
                    String value = cookie.group(1).replaceFirst("[ \t]+$", "").replaceFirst("^[ \t]+$", "");
                    Matcher quoted = QUOTED.matcher(value);
                    values.add(quoted.matches() ? quoted.group(1) : value);
                }
            }
        }
        return values;
    }

    private static Class<?> kind(List<String> values, boolean isWellFormed, Class<?> credential) {
        Set<String> different = new LinkedHashSet<>(values);
        different.remove("");
        if (different.size() > 1) {
            return PresentedCredential.Conflicting.class;
        }
        if (different.isEmpty()) {
            return PresentedCredential.Nothing.class;
        }
        return isWellFormed ? credential : PresentedCredential.Malformed.class;
    }

    @Test
    void arbitraryHeadersAreReadAsInRfc6265() {
        Random random = new Random(SEED);
        for (int i = 0; i < 30_000; i++) {
            List<String> headers = new ArrayList<>();
            for (int more = random.nextInt(3); more > 0; more--) {
                StringBuilder header = new StringBuilder();
                for (int tokens = random.nextInt(8); tokens > 0; tokens--) {
                    header.append(TOKENS.get(random.nextInt(TOKENS.size())));
                }
                headers.add(header.toString());
            }
            List<String> values = valuesOf(headers);
            assertThat(CookieReader.values(Collections.enumeration(headers), NAME))
                    .as("%s", headers)
                    .isEqualTo(values);
            assertThat(CookieReader.ssoToken(Collections.enumeration(headers), NAME))
                    .as("%s", headers)
                    .isInstanceOf(kind(
                            values,
                            values.stream()
                                    .filter(value -> !value.isEmpty())
                                    .allMatch(value -> TOKEN.matcher(value).matches()),
                            SsoToken.class));
            assertThat(CookieReader.appSession(Collections.enumeration(headers), NAME))
                    .as("%s", headers)
                    .isInstanceOf(kind(values, values.contains(SESSION.value()), AppSession.class));
        }
    }

    @Test
    void atMostFiveDifferentCookiesAreKept() {
        StringBuilder tokens = new StringBuilder();
        StringBuilder sessions = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            tokens.append(NAME + "=").append(i).append(';');
            sessions.append(NAME + "=").append(AppSession.make().value()).append(';');
        }
        assertThat(CookieReader.ssoToken(one(tokens.toString()), NAME).credentials())
                .hasSize(5);
        assertThat(CookieReader.appSession(one(sessions.toString()), NAME).credentials())
                .hasSize(5);
    }

    @Test
    void prefixFindsNonEmptyNamesThatStartWithIt() {
        assertThat(CookieReader.startingWith(one("a=1; =2; b; ab= 3 ; =; A=4"), ""))
                .containsExactly(Map.entry("a", "1"), Map.entry("ab", " 3"), Map.entry("A", "4"));
        assertThat(CookieReader.startingWith(one("a=1; ab=2; ba=3"), "a"))
                .containsExactly(Map.entry("a", "1"), Map.entry("ab", "2"));
        assertThat(CookieReader.startingWith(null, "")).isEmpty();
    }

    /** RFC 9110, 5.6.2. */
    @Test
    void cookieNameIsAnHttpToken() {
        Pattern token = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");
        for (char c = 0; c < 0x300; c++) {
            for (String name : List.of("" + c, c + "a", "a" + c, "a" + c + "b")) {
                assertThat(CookieReader.isName(name))
                        .as("U+%04x", (int) c)
                        .isEqualTo(token.matcher(name).matches());
            }
        }
        assertThat(CookieReader.isName("")).isFalse();
    }

    private static Enumeration<String> one(String header) {
        return Collections.enumeration(List.of(header));
    }
}
