package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.journeyguard.fixtures.PathPatterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantPathsTest {
    private static final TenantPaths PATHS =
            new TenantPaths(List.of(PathPatterns.patterns("/alpha/*"), PathPatterns.patterns("/beta/*", "/b")));

    @ParameterizedTest
    @CsvSource({
        "/alpha,          0",
        "/alpha/,         0",
        "/alpha/x,        0",
        "/beta/x,         1",
        "/b,              1",
        "/b/,             1",
        "/bx,             -1",
        "/,               -1",
        "/alphabet,       -1",
        "/x/alpha,        -1",
    })
    void pathBelongsToOneTenantOrToNone(String path, int tenant) {
        assertThat(PATHS.of(path, path.equals("/b/") ? "/b" : path)).isEqualTo(OptionalInt.of(tenant));
    }

    @ParameterizedTest
    @CsvSource({
        "/alpha/../beta/x, /alpha/x",
        "/beta/x,          /alpha/x",
        "//alpha/x,        //alpha/x",
        "/x;/../alpha,     /x",
        "/alpha/%2e%2e/b,  /alpha/x",
        "/alpha/x,         /x",
    })
    void ambiguousPathBelongsToNoTenant(String raw, String container) {
        assertThat(PATHS.of(raw, container)).isEmpty();
    }

    @Test
    void pathIsNotInterpretedWithoutTenants() {
        assertThat(new TenantPaths(List.of()).of("/a/../b", "/c")).isEqualTo(OptionalInt.of(TenantPaths.NO_TENANT));
    }
}
