package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutRedirectsTest {
    private static final Set<String> ALLOWED = Set.of("https://www.example.com/", "https://www.example.com/bye?x=1");
    private static final LogoutRedirects WITH_URL =
            new LogoutRedirects("https://app.example.com/shop", "/goodbye", ALLOWED);
    private static final LogoutRedirects AT_ROOT = new LogoutRedirects("", "/", ALLOWED);

    @Test
    void targetWithoutGotoIsTheConfiguredOne() {
        assertThat(WITH_URL.target(null)).isEqualTo("https://app.example.com/shop/goodbye");
        assertThat(AT_ROOT.target(null)).isEqualTo("/");
        assertThat(new LogoutRedirects("/shop", "https://www.example.com/", Set.of()).target(null))
                .isEqualTo("https://www.example.com/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/x/y?z=1&u=https://evil.example/", "/x#//evil.example", "/x?//..", "/a%20b"})
    void pathIsResolvedBelowTheContextPath(String wanted) {
        assertThat(WITH_URL.target(wanted)).isEqualTo("https://app.example.com/shop" + wanted);
        assertThat(AT_ROOT.target(wanted)).isEqualTo(wanted);
    }

    @Test
    void allowedUrlIsUsedUnchanged() {
        assertThat(WITH_URL.target("https://www.example.com/bye?x=1")).isEqualTo("https://www.example.com/bye?x=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://evil.example/",
                "https://www.example.com",
                "https://www.example.com/x",
                "https://www.example.com/bye?x=1&y",
                "HTTPS://www.example.com/",
                " https://www.example.com/",
                "https://www.example.com/@evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "//evil.example/",
                "///evil.example/",
                "/\\evil.example/",
                "\\\\evil.example/",
                "\\/evil.example/",
                "/\t/evil.example/",
                "\t//evil.example/",
                "/\n/evil.example/",
                "/x\r\nSet-Cookie: a=b",
                "/ /evil.example/",
                "/\u0000/evil.example",
                "/.//evil.example/",
                "/x/..//evil.example",
                "/..//evil.example",
                "/../other-app",
                "/..",
                "/.",
                "/%2e%2e/other-app",
                "/.%2E/other-app",
                "/%2f/evil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/;/evil.example",
                "/..;/other-app",
                "/x\\y",
                "/x?y=\\z",
                "/\u00e4",
                "/\uff0fevil.example",
                "/x?\u2028",
                "x",
                "@evil.example",
                ".evil.example",
                "?x",
                "#x"
            })
    void unsafeOrForeignTargetIsIgnored(String wanted) {
        assertThat(WITH_URL.target(wanted)).isEqualTo("https://app.example.com/shop/goodbye");
        assertThat(AT_ROOT.target(wanted)).isEqualTo("/");
    }
}
