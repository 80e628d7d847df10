package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/x,       /x,            true",
        "/x,       /x/,           false",
        "/x,       /x/y,          false",
        "/x,       /X,            false",
        "/x,       /xy,           false",
        "/x,       '',            false",
        "/x/,      /x/,           true",
        "/x/,      /x,            false",
        "/x/*,     /x,            true",
        "/x/*,     /x/,           true",
        "/x/*,     /x/y/z,        true",
        "/x/*,     /xy,           false",
        "/x/*,     /y/x/z,        false",
        "/x/*,     /,             false",
        "/*,       /,             true",
        "/*,       '',            true",
        "/*,       /x/y,          true",
        "*.css,    /a.css,        true",
        "*.css,    /x/y.css,      true",
        "*.css,    /a.css/,       false",
        "*.css,    /a.css/b,      false",
        "*.css,    /a.CSS,        false",
        "*.css,    /acss,         false",
        "*.css,    .css,          false",
        "*.min.js, /a.min.js,     true",
        "*.min.js, /a.js,         false",
        "/,        /,             true",
        "/,        '',            true",
        "/,        /index.html,   false",
        "/ä/*,     /ä/b,          true",
        "/**,      '',            true",
        "/x/**,    /x,            true",
        "/x/**,    /x/y/z,        true",
        "/x/**,    /xy,           false",
        "/x/*/y,   /x/a/y,        true",
        "/x/*/y,   /x/a/b/y,      false",
        "/x/*/y,   /x//y,         false",
        "/x/*/y,   /x/a/y/,       false",
        "/x/*/y/*, /x/a/y,        true",
        "/x/*/y/*, /x/a/y/b/c,    true",
        "/x/*/y/*, /x/a/yb,       false",
        "/x/**/y,  /x/y,          true",
        "/x/**/y,  /x/a/y/b/y,    true",
        "/x/**/y,  /x/a/y/b,      false",
        "/x/**/y,  /y,            false",
        "/**/y,    /y,            true",
        "/**/y,    /a/b/y,        true",
        "/x*,      /x,            true",
        "/x*,      /xyz,          true",
        "/x*,      /xy/z,         false",
        "/x-*.png, /x-1.png,      true",
        "/x-*.png, /x-.png.png,   true",
        "/x-*.png, /x-1.png/,     false",
        "/x/*.css, /x/a.css,      true",
        "/x/*.css, /x/y/a.css,    false",
        "/*/x,     /a/x,          true",
        "/*/x,     /x,            false"
    })
    void patternMatchesExactPathPrefixSuffixOrWildcards(String pattern, String path, boolean expected) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/x,         PROPFIND, true",
        "GET /x,     GET,      true",
        "GET /x,     HEAD,     true",
        "GET /x,     POST,     false",
        "GET /x,     get,      false",
        "HEAD /x,    GET,      false",
        "POST   /x,  POST,     true",
        "POST /x,    GET,      false"
    })
    void methodLimitsThePatternAndGetIncludesHead(String pattern, String method, boolean expected) {
        PathPattern parsed = PathPattern.parse(pattern);
        assertThat(parsed.matchesMethod(method)).isEqualTo(expected);
        assertThat(parsed.matches("/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "x/*",
                "*",
                "**",
                "*.",
                "*css",
                "*.css/x",
                "*.c*",
                "/x/*/../y",
                "/*//x",
                "/x*;a",
                "/%41*",
                "/x from 10.0.0.0/8",
                "//",
                "//*",
                "//x",
                "/x//y",
                "/x//*",
                "/.",
                "/..",
                "/./x",
                "/x/../y",
                "/x/..",
                "/x/../*",
                "/%41",
                "/x;a",
                "/x?y",
                "/x\\y",
                "*.a%20b",
                "*.a;b",
                "/x y",
                "/x /y",
                "get /x",
                "GET",
                "GET x",
                "GET POST /x",
                "* /x",
                "GET,POST /x"
            })
    void malformedOrUnmatchablePatternIsReported(String text) {
        assertThatThrownBy(() -> PathPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "(?s)'.*' is (no HTTP method|none of .*exact.*prefix.*suffix.*)|.*has text after the path.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x**", "/**x/y", "/x/***", "/x/**/**/y", "/x/**/*", "/**/*.css", "/**/*a"})
    void tooBroadWildcardIsReported(String text) {
        assertThatThrownBy(() -> PathPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(
                        "'.*' (has \\*\\* beside other characters or twice in a row|would match paths of all servlets).*");
    }

    @Test
    void blanksAroundAPatternAreIgnored() {
        PathPattern pattern = PathPattern.parse(" \t GET /x/* \n");
        assertThat(pattern).hasToString("GET /x/*");
        assertThat(pattern.matches("/x/y")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/*,       /x,        true",
        "/*,       /x/*,      true",
        "/*,       /*,        true",
        "/*,       /,         true",
        "/*,       GET /x,    true",
        "/x/*,     /x,        true",
        "/x/*,     /x/*,      true",
        "/x/*,     /x/y/*,    true",
        "/x/*,     /xy,       false",
        "/x/*,     /,         false",
        "/x/*,     /*,        false",
        "/x,       /x,        true",
        "/x,       /x/*,      false",
        "/x,       /y,        false",
        "/,        /,         true",
        "/,        /*,        false",
        "/,        /x,        false",
        "*.css,    /x.css,    true",
        "*.css,    /x.js,     false",
        "*.css,    /*,        false",
        "GET /x,   GET /x,    true",
        "GET /x,   HEAD /x,   true",
        "HEAD /x,  GET /x,    false",
        "GET /x,   POST /x,   false",
        "GET /x,   /x,        false",
        "/x/*,     /x/*/y,    true",
        "/x/*,     /x-*/y,    false",
        "/*,       /**/y,     true",
        "/x/*/y,   /x/a/y,    true",
        "/x/*/y,   /x/a/z,    false",
        "/x/*/y,   /x/a/y/*,  false",
        "/x/*/y/*, /x/a/y/*,  true",
        "/x/*/y,   /x/*/y,    true",
        "/x/*/y,   /x/*/z,    false",
        "/x/*/y,   *.css,     false",
        "/x/*/y,   /,         false",
        "/x,       /x*,       false",
        "*.css,    /x/*.css,  false"
    })
    void patternCoversAnotherIfItMatchesAllItsPaths(String pattern, String other, boolean expected) {
        assertThat(PathPattern.parse(pattern).covers(PathPattern.parse(other))).isEqualTo(expected);
    }

    /** All characters, so that nobody has to think of the one next to a range. */
    @Test
    void methodIsUpperCaseAndPathHasNoSpecialCharacters() {
        for (char c = '!'; c <= 0x7f; c++) {
            assertThat(isPattern("A" + c + "Z /x")).as("method with %c", c).isEqualTo(Character.isUpperCase(c));
            boolean isPlain = "%;?\\".indexOf(c) < 0;
            for (String path :
                    List.of("/" + c, "/x" + c, "/x" + c + "y", "/" + c + "x", "/x" + c + "y/*", "*." + c + "x")) {
                boolean isSeparated = c == '/' && (path.contains("//") || path.startsWith("*"));
                boolean isSuffixOfAny = path.equals("*.*x");
                boolean isPattern = isPlain && !isSeparated && !isSuffixOfAny && !path.equals("/.");
                assertThat(isPattern(path)).as(path).isEqualTo(isPattern);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x, true",
        "/x/*, true",
        "/*, true",
        "/, false",
        "*.css, false",
        "GET /x, false",
        "POST /x/*, false",
        "/x/*/y, false",
        "/x*, false"
    })
    void onlyPathsAndPrefixesForAllMethodsArePlain(String pattern, boolean expected) {
        assertThat(PathPattern.parse(pattern).isPlain()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/x,         true",
        "/,          true",
        "POST /x/*,  true",
        "*.css,      true",
        "GET *.css,  true",
        "HEAD *.css, true",
        "POST *.css, false"
    })
    void suffixOpensOnlyForReadMethods(String pattern, boolean expected) {
        assertThat(PathPattern.parse(pattern).canOpen()).isEqualTo(expected);
    }

    private static boolean isPattern(String text) {
        try {
            PathPattern.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** At the start of the suffix, within it, and at its end. */
    @Test
    void suffixHasNoCharacterThatPathsEncode() {
        for (String character : List.of("%", ";", "?", "\\", " ", "/", "*")) {
            for (String suffix : List.of(character + "css", "c" + character + "ss", "css" + character + "x")) {
                for (String method : List.of("", "GET ")) {
                    String pattern = method + "*." + suffix;
                    assertThatThrownBy(() -> PathPattern.parse(pattern))
                            .as(pattern)
                            .isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }
}
