package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;
import static org.journeyguard.internal.request.PathModel.METHODS;
import static org.journeyguard.internal.request.PathModel.RULES;
import static org.journeyguard.internal.request.PathModel.TOKENS;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.PathRules.Access;
import org.junit.jupiter.api.Test;

/** Rules 9 and 10 on every short path made of what attacks are made of, against {@link PathModel}. */
class PathRulesModelTest {
    private static final List<String> READINGS =
            List.of("/a", "/a/x", "/b", "/g", "/A/x", "/x.css", "/", "", "/index.html", "/account", "/ab", "/B");
    private static final PathRules WIDE = new PathRules(publicPaths("/*", "/", "*.css"));
    private static final PathRules CLOSED = new PathRules(publicPaths());

    private static TestRequestFacts request(String raw) {
        return TestRequestFacts.get(raw).seenByContainerAs("/a");
    }

    private static boolean isOpen(String decoded) {
        return PathModel.isOpen("GET", decoded) || PathModel.isOpenAsFile("GET", decoded);
    }

    private static boolean isPublic(String raw) {
        return RULES.access(request(raw)) == Access.PUBLIC;
    }

    @Test
    void rulesAgreeWithTheModelForEveryPath() {
        Map<Access, Integer> seen = new EnumMap<>(Access.class);
        List<String> wrong = new ArrayList<>();
        PathModel.forEachPath(4, raw -> {
            for (TestRequestFacts request : List.of(request(raw), PathModel.plainly(raw))) {
                Access actual = RULES.access(request);
                seen.merge(actual, 1, Integer::sum);
                if (actual != PathModel.access(request)) {
                    wrong.add(raw + " is " + actual);
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(seen)
                .containsOnlyKeys(Access.values())
                .allSatisfy((access, times) -> assertThat(times).isGreaterThan(500));
    }

    @Test
    void rulesAgreeWithTheModelForEveryMethodReadingAndMapping() {
        Map<Access, Integer> seen = new EnumMap<>(Access.class);
        List<String> wrong = new ArrayList<>();
        PathModel.forEachPath(2, raw -> {
            for (String method : METHODS) {
                for (String reading : READINGS) {
                    TestRequestFacts file = TestRequestFacts.of(method, raw).seenByContainerAs(reading);
                    for (TestRequestFacts request : List.of(file, file.servedByServlet())) {
                        Access actual = RULES.access(request);
                        seen.merge(actual, 1, Integer::sum);
                        if (actual != PathModel.access(request)) {
                            wrong.add(method + " " + raw + " read as " + reading + " is " + actual);
                        }
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(seen)
                .containsOnlyKeys(Access.values())
                .allSatisfy((access, times) -> assertThat(times).isGreaterThan(500));
    }

    @Test
    void publicPathIsPublicInBothReadings() {
        for (String raw : PathModel.paths(3, Access.PUBLIC)) {
            assertThat(isOpen(PathModel.decoded(raw))).as(raw).isTrue();
            if (!raw.equals("/")) {
                assertThat(RULES.access(TestRequestFacts.get(raw).seenByContainerAs("/account")))
                        .as(raw)
                        .isEqualTo(Access.PROTECTED);
            }
        }
    }

    /** Whatever the path is made of, whichever file is there, and whatever the container takes the path for. */
    @Test
    void suffixOpensOnlyReadsOfAFileNamedByBothReadings() {
        PathRules suffixes = new PathRules(publicPaths("*.css", "GET *.x"));
        int[] opened = {0};
        PathModel.forEachPath(3, raw -> {
            String decoded = PathModel.decoded(raw);
            for (String reading : List.of(decoded, "/x.css", "/a/x.css")) {
                for (String file : List.of("", decoded, "/x.css")) {
                    for (String method : METHODS) {
                        TestRequestFacts request =
                                TestRequestFacts.of(method, raw).seenByContainerAs(reading);
                        boolean isOpen = suffixes.access(file.equals(reading) ? request : request.servedByServlet())
                                == Access.PUBLIC;
                        boolean isMeant = file.equals(reading)
                                && reading.equals(decoded)
                                && PathModel.isOpenAsFile(method, decoded)
                                && !PathModel.isAmbiguous(raw)
                                && !PathModel.isAttack(raw);
                        if (isOpen != isMeant) {
                            throw new AssertionError(method + " " + raw + " read as " + reading + " beside " + file);
                        }
                        opened[0] += isOpen ? 1 : 0;
                    }
                }
            }
        });
        assertThat(opened[0]).isGreaterThan(200);
    }

    @Test
    void ambiguousPathIsNeverPublic() {
        List<String> open = new ArrayList<>();
        PathModel.forEachPath(3, raw -> {
            boolean isAmbiguous = PathModel.isAttack(raw) || PathModel.isAmbiguous(raw);
            if (isAmbiguous == (WIDE.access(request(raw)) == Access.PUBLIC)) {
                open.add(raw);
            }
        });
        assertThat(open).isEmpty();
    }

    @Test
    void onlyAttackPathsAreMalformedForAllPatternsAndMethods() {
        List<String> wrong = new ArrayList<>();
        PathModel.forEachPath(3, raw -> {
            boolean isAttack = PathModel.isAttack(raw);
            for (PathRules rules : List.of(RULES, WIDE, CLOSED)) {
                for (String method : METHODS) {
                    TestRequestFacts request = TestRequestFacts.of(method, raw)
                            .seenByContainerAs("/account")
                            .servedByServlet();
                    if (isAttack != (rules.access(request) == Access.MALFORMED)) {
                        wrong.add(method + " " + raw);
                    }
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void extendedAttackPathRemainsMalformed() {
        List<String> attacks = PathModel.paths(2, Access.MALFORMED);
        assertThat(attacks).hasSizeGreaterThan(300);
        for (String attack : attacks) {
            for (String token : TOKENS) {
                for (String longer :
                        List.of(attack + token, "/" + token + attack, attack + "/" + token, attack + ".css")) {
                    assertThat(RULES.access(request(longer))).as(longer).isEqualTo(Access.MALFORMED);
                }
            }
        }
    }

    @Test
    void addedParametersSegmentsOrEscapesOpenNoPath() {
        List<String> added = List.of(
                ";", ";x", ";x=y", ";.css", "//", "/./", "/../", "/.", "/..", "/..;/", "%2e", "%2f", "%5c", "%3b",
                "%25", "%00", "%0a", "\\", "%", "%c0%af", "%ff", "\u00e9", "\u0000", "?", "#");
        PathModel.forEachPath(2, raw -> {
            for (String token : added) {
                boolean isDots = token.equals("/.") || token.equals("/..");
                for (int at = isDots ? raw.length() : 1; at <= raw.length(); at++) {
                    String longer = raw.substring(0, at) + token + raw.substring(at);
                    // %2 and 0 make a blank, which is as plain as any letter
                    boolean cutsAnEscape = raw.lastIndexOf('%', at - 1) >= Math.max(0, at - 2);
                    if (!cutsAnEscape && isPublic(longer)) {
                        throw new AssertionError(longer + " is public");
                    }
                }
            }
        });
    }

    @Test
    void caseMattersForLettersButNotForEscapes() {
        PathModel.forEachPath(2, raw -> {
            String shouted = raw.replace("%2f", "%2F")
                    .replace("%5c", "%5C")
                    .replace("%2e", "%2E")
                    .replace("%c3", "%C3");
            assertThat(RULES.access(request(shouted))).as(raw).isEqualTo(RULES.access(request(raw)));
        });
        List<String> open = PathModel.paths(3, Access.PUBLIC);
        assertThat(open).hasSizeGreaterThan(50);
        for (String raw : open) {
            String shouted = PathModel.decoded(raw).toUpperCase(Locale.ROOT);
            assertThat(isPublic(shouted)).as(raw).isEqualTo(shouted.equals("/"));
        }
    }

    @Test
    void additionalPatternClosesNoPath() {
        PathRules more =
                new PathRules(publicPaths("/", "/a/*", "/b", "*.css", "GET /g", "POST /A/*", "/x.css/*", "GET /A"));
        for (String raw : PathModel.paths(3, Access.PUBLIC)) {
            assertThat(List.of(more.access(request(raw)), more.access(PathModel.plainly(raw))))
                    .as(raw)
                    .contains(Access.PUBLIC);
            assertThat(CLOSED.access(request(raw))).as(raw).isEqualTo(Access.PROTECTED);
        }
        for (String raw : PathModel.paths(3, Access.MALFORMED)) {
            assertThat(more.access(request(raw))).as(raw).isEqualTo(Access.MALFORMED);
        }
    }

    /** Frameworks cut parameters, decode, normalise and take backslashes for slashes, in any order and some twice. */
    @Test
    void publicPathIsPublicHoweverFrameworksNormaliseIt() {
        List<UnaryOperator<String>> steps = List.of(
                path -> path.replaceAll(";[^/]*", ""),
                path -> path.replaceAll(";.*", ""),
                PathModel::decoded,
                path -> path.replace('\\', '/'),
                path -> path.replaceAll("/{2,}", "/"),
                PathRulesModelTest::withoutDotSegments,
                path -> path.replaceAll("[\\x00\\ufffd].*", ""));
        List<String> open = PathModel.paths(4, Access.PUBLIC);
        assertThat(open.size()).isGreaterThan(300);
        for (String raw : open) {
            for (UnaryOperator<String> first : steps) {
                for (UnaryOperator<String> second : steps) {
                    for (UnaryOperator<String> third : steps) {
                        String read = PathModel.decoded(third.apply(second.apply(first.apply(raw))));
                        assertThat(isOpen(read)).as(raw).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void pathWithoutLeadingSlashIsNeverPublic() {
        for (String token : TOKENS) {
            if (!token.startsWith("/")) {
                PathModel.forEachContinuation(token, 2, raw -> {
                    if (isPublic(raw) || WIDE.access(request(raw)) == Access.PUBLIC) {
                        throw new AssertionError(raw + " is public");
                    }
                });
            }
        }
    }

    private static String withoutDotSegments(String path) {
        List<String> kept = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..") && kept.size() > 1) {
                kept.remove(kept.size() - 1);
            } else if (!segment.equals(".") && !segment.equals("..")) {
                kept.add(segment);
            }
        }
        return String.join("/", kept);
    }
}
