package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Segments of dots in a path as sent, compared with a regular expression. */
class RawPathTest {
    private static final List<String> TOKENS = List.of("/", ".", "%2e", "%2E", "a", "%", "2e", ";");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)(\\.|%2[eE]){1,2}(/.*|$)");
    private static final int LONGEST = 5;

    @Test
    void segmentOfOneOrTwoDotsIsFoundAnywhereInAnySpelling() {
        Stream<String> paths = Stream.of("");
        for (int length = 0; length < LONGEST; length++) {
            paths = paths.flatMap(
                    path -> Stream.concat(Stream.of(path), TOKENS.stream().map(token -> path + token)));
        }
        paths.distinct()
                .forEach(path -> assertThat(RawPath.hasDots(path))
                        .as(path)
                        .isEqualTo(DOTS.matcher(path).matches()));
    }
}
