package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathParametersTest {
    private static final long SEED = 42;
    private static final List<String> SEMICOLONS = List.of(";", "%3b", "%3B", "%253b", "%2525253B");
    private static final List<String> PARAMETERS = List.of(
            "", "v=1", "jsessionid=SECRET", "JSESSIONID=SECRET", "SID=SECRET;x", "a=%2fSECRET", "=", "x\\SECRET");
    private static final List<String> NAMES =
            List.of("", "a", "..", "%20", "a%25b", "%", "%2", "3b", "%4", "\u00e9", ".css");

    /** Segments of any names, with parameters of any spelling at any of them. */
    @Test
    void parametersAreRemovedInAnySpelling() {
        Random random = new Random(SEED);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder without = new StringBuilder();
            StringBuilder with = new StringBuilder();
            for (int segments = random.nextInt(4); segments >= 0; segments--) {
                String name = "/" + any(NAMES, random);
                without.append(name);
                with.append(name);
                for (int parameters = random.nextInt(3); parameters > 0; parameters--) {
                    with.append(any(SEMICOLONS, random)).append(any(PARAMETERS, random));
                }
            }
            assertThat(PathParameters.removed(with.toString()))
                    .as(with.toString())
                    .isEqualTo(without.toString());
        }
    }

    private static String any(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "/a;jsessionid=1, /a",
        "/a;JSessionId=1;v=2/b, /a;v=2/b",
        "/a;v=2;jsessionid, /a;v=2",
        "/a;jsessionid=1/b;jsessionid=2, /a/b",
        "/a;jsessionidx=1, /a;jsessionidx=1",
        "/jsessionid=1;v, /jsessionid=1;v",
        "/a, /a",
        ";jsessionid=1, ''",
        ";jsessionid=1/a, /a",
        ";v=1, ;v=1",
    })
    void onlyTheSessionIdIsRemoved(String path, String without) {
        assertThat(PathParameters.withoutSessionId(path)).isEqualTo(without);
    }
}
