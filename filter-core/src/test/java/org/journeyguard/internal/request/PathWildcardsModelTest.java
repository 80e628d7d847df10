package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.PathRules.Access;
import org.junit.jupiter.api.Test;

/** Wildcards on all short paths, compared with regular expressions. */
class PathWildcardsModelTest {
    private static final List<String> SEGMENTS = List.of("a", "b", "ab", "*", "**", "a*", "*b", "a*b");

    @Test
    void patternMatchesThePathsOfItsRegularExpression() {
        List<String> paths = paths();
        List<String> patterns = patterns();
        int matches = 0;
        for (String pattern : patterns) {
            PathPattern parsed = PathPattern.parse(pattern);
            Pattern model = model(pattern);
            for (String path : paths) {
                boolean expected = model.matcher(path).matches();
                if (parsed.matches(path) != expected) {
                    throw new AssertionError(pattern + (expected ? " has to match " : " must not match ") + path);
                }
                matches += expected ? 1 : 0;
            }
        }
        assertThat(patterns).hasSizeGreaterThan(400);
        assertThat(matches).isGreaterThan(10_000);
    }

    @Test
    void coveringPatternMatchesAllPathsOfTheOther() {
        List<String> paths = sequences(List.of("", "a", "b", "ab"), 4);
        List<PathPattern> patterns = patterns().stream().map(PathPattern::parse).toList();
        int covered = 0;
        for (PathPattern wide : patterns) {
            for (PathPattern narrow : patterns) {
                if (wide.covers(narrow)) {
                    covered++;
                    for (String path : paths) {
                        if (narrow.matches(path) && !wide.matches(path)) {
                            throw new AssertionError(wide + " does not match " + path + " as " + narrow + " does");
                        }
                    }
                }
            }
        }
        assertThat(covered).isGreaterThan(patterns.size());
    }

    @Test
    void fixedPartEndsBeforeTheFirstSegmentWithAWildcard() {
        for (String pattern : patterns()) {
            Matcher model = Pattern.compile("((?:/[^/*]*)*)(?:/[^/]*\\*.*)?").matcher(pattern);
            assertThat(model.matches()).isTrue();
            assertThat(PathWildcards.parse(pattern).fixed()).as(pattern).isEqualTo(model.group(1));
        }
    }

    /** Every spelling made of what attacks are made of, as the container reads it and as a public path. */
    @Test
    void spellingIsPublicOnlyIfBothReadingsAre() {
        PathRules rules = new PathRules(publicPaths("/*/a", "/a/**/b", "/g*", "GET /*.css"));
        Pattern open = Pattern.compile("/[^/]+/a|/a(/[^/]*)*/b|/g[^/]*|/[^/]*\\.css", Pattern.DOTALL);
        int[] seen = {0};
        PathModel.forEachPath(3, raw -> {
            String decoded = PathModel.decoded(raw);
            for (String container : List.of(decoded, "/a/x/b", "/account")) {
                Access access = rules.access(TestRequestFacts.get(raw).seenByContainerAs(container));
                boolean isOpen = open.matcher(decoded).matches()
                        && open.matcher(container).matches();
                Access expected = PathModel.isAttack(raw)
                        ? Access.MALFORMED
                        : isOpen && !PathModel.isAmbiguous(raw) ? Access.PUBLIC : Access.PROTECTED;
                if (access != expected) {
                    throw new AssertionError(raw + " read as " + container + " is " + access);
                }
                seen[0] += access == Access.PUBLIC ? 1 : 0;
            }
        });
        assertThat(seen[0]).isGreaterThan(100);
    }

    private static List<String> patterns() {
        return sequences(SEGMENTS, 3).stream()
                .filter(PathWildcardsModelTest::isPattern)
                .toList();
    }

    private static boolean isPattern(String path) {
        try {
            PathPattern.parse(path);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> paths() {
        return sequences(List.of("", "a", "b", "ab", "aab", "ba"), 4);
    }

    private static List<String> sequences(List<String> segments, int longest) {
        List<String> all = new ArrayList<>();
        List<String> last = List.of("");
        for (int length = 1; length <= longest; length++) {
            last = last.stream()
                    .flatMap(path -> segments.stream().map(segment -> path + "/" + segment))
                    .toList();
            all.addAll(last);
        }
        return all;
    }

    private static Pattern model(String pattern) {
        boolean isOpenEnded = pattern.endsWith("/*");
        String[] segments = (isOpenEnded ? pattern + "*" : pattern).substring(1).split("/", -1);
        return Pattern.compile(
                Stream.of(segments).map(PathWildcardsModelTest::segment).collect(Collectors.joining()));
    }

    private static String segment(String segment) {
        return switch (segment) {
            case "**" -> "(/[^/]*)*";
            case "*" -> "/[^/]+";
            default -> "/" + segment.replace("*", "[^/]*");
        };
    }
}
