package org.journeyguard.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.decide.Deciders.patterns;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.journeyguard.decide.PathRules.Access;
import org.junit.jupiter.api.Test;

/** Goes through all short paths made of what attacks are made of, and compares with rules 9 and 10 written down again. */
class PathRulesModelTest {
    private static final List<String> TOKENS = List.of(
            "/", "//", "a", "b", "x.css", ".", "..", ";", "%2f", "%2F", "%5c", "\\", "%2e", "%2E", "%3b", "%25", "%00",
            "%7f", "\t", "%41", "%61", "%", "%c3%a9", "%c3", "%c0%ae", "\u00e9");
    private static final int MAX_TOKENS = 4;

    private static final PathRules RULES = new PathRules(patterns("/a/*", "*.css", "/b"));
    private static final Pattern OPEN = Pattern.compile("/a(/.*)?|.+\\.css|/b", Pattern.DOTALL);

    private static final Pattern ATTACK =
            Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|%2f|%5c|%3b|%[01]\\p{XDigit}|%7f", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTS_WITH_PARAMETERS =
            Pattern.compile("(^|/)(\\.|%2e){1,2};", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);
    /** Stricter than the rule in its last three: an encoded dot anywhere, a broken escape and an unencoded non-ASCII. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile(";|%25|//|%2e|%(?!\\p{XDigit}{2})|[^\\x00-\\x7f]", Pattern.CASE_INSENSITIVE);

    private static Access model(String raw) {
        if (ATTACK.matcher(raw).find() || DOTS_WITH_PARAMETERS.matcher(raw).find()) {
            return Access.MALFORMED;
        }
        if (AMBIGUOUS.matcher(raw).find() || DOT_SEGMENT.matcher(raw).find()) {
            return Access.PROTECTED;
        }
        String decoded = URLDecoder.decode(raw, UTF_8);
        boolean validUtf8 = decoded.indexOf('\ufffd') < 0;
        return validUtf8 && OPEN.matcher(decoded).matches() ? Access.PUBLIC : Access.PROTECTED;
    }

    private static void forEachPath(Consumer<String> test) {
        forEachContinuation("/", MAX_TOKENS, test);
    }

    private static void forEachContinuation(String path, int tokens, Consumer<String> test) {
        test.accept(path);
        if (tokens > 0) {
            for (String token : TOKENS) {
                forEachContinuation(path + token, tokens - 1, test);
            }
        }
    }

    @Test
    void theRulesAgreeWithTheirModelOnEveryPath() {
        Map<Access, Integer> seen = new EnumMap<>(Access.class);
        List<String> wrong = new ArrayList<>();
        forEachPath(raw -> {
            Access expected = model(raw);
            Access actual = RULES.access(TestRequest.get(raw).seenByContainerAs("/a"));
            seen.merge(actual, 1, Integer::sum);
            if (actual != expected) {
                wrong.add(raw + " is " + actual + ", not " + expected);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(seen)
                .containsOnlyKeys(Access.values())
                .allSatisfy((access, times) -> assertThat(times).isGreaterThan(100));
    }

    @Test
    void noPathIsPublicThatTheContainerReadsAsProtected() {
        forEachPath(raw -> {
            TestRequest request = TestRequest.get(raw).seenByContainerAs("/account");
            if (RULES.access(request) == Access.PUBLIC) {
                throw new AssertionError(raw + " is public by its raw reading alone");
            }
        });
    }

    /** Frameworks cut parameters, decode, normalise and take backslashes for slashes, in any order and some twice. */
    @Test
    void aPublicPathIsPublicToEveryReaderWhateverItCutsDecodesAndNormalises() {
        List<UnaryOperator<String>> steps = List.of(
                path -> path.replaceAll(";[^/]*", ""),
                path -> path.replaceAll(";.*", ""),
                PathRulesModelTest::decoded,
                path -> path.replace('\\', '/'),
                path -> path.replaceAll("/{2,}", "/"),
                PathRulesModelTest::withoutDotSegments,
                path -> path.replaceAll("[\\x00\\ufffd].*", ""));
        List<String> open = new ArrayList<>();
        forEachPath(raw -> {
            if (RULES.access(TestRequest.get(raw).seenByContainerAs("/a")) == Access.PUBLIC) {
                open.add(raw);
            }
        });
        assertThat(open.size()).isGreaterThan(300);
        for (String raw : open) {
            for (UnaryOperator<String> first : steps) {
                for (UnaryOperator<String> second : steps) {
                    for (UnaryOperator<String> third : steps) {
                        String read = decoded(third.apply(second.apply(first.apply(raw))));
                        assertThat(OPEN.matcher(read).matches()).as(raw).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void aPathWithoutLeadingSlashIsNeverPublic() {
        for (String token : TOKENS) {
            if (!token.startsWith("/")) {
                forEachContinuation(token, 2, raw -> {
                    TestRequest request = TestRequest.get(raw).seenByContainerAs("/a");
                    if (RULES.access(request) == Access.PUBLIC) {
                        throw new AssertionError(raw + " is public");
                    }
                });
            }
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path, UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
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
