package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @ParameterizedTest
    @CsvSource({
        "/account, tab=a%2Fb&x=1, /account?tab=a%2Fb&x=1",
        "/account, , /account",
        "/account, '', /account?",
        "/a;v=1/b%20c, q={x}, /a;v=1/b%20c?q={x}",
        "/a;jsessionid=1;v=1/b;JSESSIONID=2, q=;jsessionid=3, /a;v=1/b?q=;jsessionid=3",
        "/account, to=//evil.example, /account?to=//evil.example",
        "'', , /",
    })
    void returnPathIsThePathAndQueryOfTheRequest(String path, String query, String back) {
        assertThat(ReturnPath.of(path, query)).isEqualTo(back);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "account",
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "@evil.example/",
                ".evil.example/",
                "/\t/evil.example",
                "/\n/evil.example",
                "/a\r\nSet-Cookie: x=1",
                " /account",
                "/../other",
                "/%2e%2e/other",
                "/a/./b",
                "/a/../b?x",
                "/..",
                "/a/.",
                "/a/..?x",
                "/%5cevil.example",
                "/%2f%2fevil.example",
                "/a%00",
                "/account#x",
                "/käse",
                "javascript:alert(1)"
            })
    void unsafeReturnPathBecomesTheRoot(String wanted) {
        assertThat(ReturnPath.checked(wanted)).isEqualTo("/");
        assertThat(ReturnPath.of(wanted, null)).isEqualTo("/");
    }

    @Test
    void longQueryIsKept() {
        String query = "x".repeat(20_000);
        assertThat(ReturnPath.of("/account", query)).isEqualTo("/account?" + query);
    }

    @ParameterizedTest
    @CsvSource({
        "q=käse,          q=k%E4se",
        "q=\u00ff,          q=%FF",
        "q=\u0100,          q=%C4%80",
        "q=\u20ac,          q=%E2%82%AC",
        "file=C:\\temp\\a, file=C:%5Ctemp%5Ca",
        "a=1#b,           a=1%23b",
        "a={x|y}^`\",      a={x|y}^`\"",
    })
    void nonAsciiQueryIsEncoded(String query, String back) {
        assertThat(ReturnPath.of("/account", query)).isEqualTo("/account?" + back);
    }

    @Test
    void returnPathHasOnlyPrintableAscii() {
        for (char c = 0; c < 0x3000; c++) {
            String back = ReturnPath.of("/account", "q=" + c + "x");
            assertThat(back.chars()).as("U+%04X", (int) c).allMatch(each -> each > ' ' && each < 0x7f);
            assertThat(back).startsWith("/account?q=").endsWith("x");
        }
    }
}
