package org.journeyguard.internal.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.journeyguard.fixtures.PathPatterns.publicPaths;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.journeyguard.fixtures.TestRequestFacts;
import org.journeyguard.internal.request.PathRules.Access;

/**
 * Rules 9 and 10 written down again, in regular expressions over the whole path, with nothing of the code that they are
 * compared with; and all short paths that can be made of what attacks are made of.
 */
final class PathModel {
    /** Separators, dots, parameters, escapes of each of them, escapes that decode to nothing good, and plain names. */
    static final List<String> TOKENS = List.of(
            "/", "//", "a", "A", "b", "g", "x.css", ".", "..", ";", ";x=y", "%2f", "%2F", "%5c", "\\", "%2e", "%2E",
            "%3b", "%25", "%00", "%0a", "%7f", "%20", "\t", "%61", "%", "%4", "%zz", "%c3%a9", "%c3", "%c0%af", "%ff",
            "\u00e9", "?", "#");

    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "get", "PROPFIND");

    /** One of each kind, with and without a method. */
    static final PathRules RULES = new PathRules(publicPaths("/", "/a/*", "/b", "*.css", "GET /g", "POST /A/*"));

    private static final Pattern OPEN =
            Pattern.compile("\\S+ (/?|/a(/.*)?|/b)|(GET|HEAD) /g|POST /A(/.*)?", Pattern.DOTALL);
    private static final Pattern OPEN_FILE = Pattern.compile("(GET|HEAD) .+\\.css", Pattern.DOTALL);
    private static final Pattern ROOT = Pattern.compile("/?");

    private static final Pattern ATTACK = Pattern.compile(
            "[\\x00-\\x1f\\x7f\\\\]|%2f|%5c|%3b|%[01]\\p{XDigit}|%7f|(^|/)(\\.|%2e){1,2};", Pattern.CASE_INSENSITIVE);
    /** Stricter than the rule in an encoded dot anywhere, a broken escape, an unencoded non-ASCII, {@code ?} and {@code #}. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "^[^/]|;|%25|//|%2e|(^|/)\\.{1,2}(/|$)|%(?!\\p{XDigit}{2})|[^\\x00-\\x7f?#]|[?#]",
            Pattern.CASE_INSENSITIVE);

    private PathModel() {}

    static boolean isAttack(String raw) {
        return ATTACK.matcher(raw).find();
    }

    static boolean isAmbiguous(String raw) {
        return AMBIGUOUS.matcher(raw).find() || decoded(raw).indexOf('\ufffd') >= 0;
    }

    /** Whether a decoded path is public for a method, for files and servlets. */
    static boolean isOpen(String method, String path) {
        return OPEN.matcher(method + " " + path).matches();
    }

    /** Whether a decoded path is public for a method as the name of a file. */
    static boolean isOpenAsFile(String method, String path) {
        return OPEN_FILE.matcher(method + " " + path).matches();
    }

    static Access access(TestRequestFacts request) {
        String raw = request.rawPath();
        if (isAttack(raw)) {
            return Access.MALFORMED;
        }
        if (isAmbiguous(raw)) {
            return Access.PROTECTED;
        }
        String decoded = decoded(raw);
        String read = ROOT.matcher(decoded).matches() ? "/" : request.containerPath();
        boolean isOpenFile = request.isStaticFile()
                && decoded.equals(request.containerPath())
                && isOpenAsFile(request.method(), decoded);
        return isOpenFile || (isOpen(request.method(), decoded) && isOpen(request.method(), read))
                ? Access.PUBLIC
                : Access.PROTECTED;
    }

    /** What {@code %XX} stands for; the path as it is when there are escapes that stand for nothing. */
    static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2b"), UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    static void forEachPath(int tokens, Consumer<String> test) {
        forEachContinuation("/", tokens, test);
    }

    static void forEachContinuation(String path, int tokens, Consumer<String> test) {
        test.accept(path);
        if (tokens > 0) {
            for (String token : TOKENS) {
                forEachContinuation(path + token, tokens - 1, test);
            }
        }
    }

    /** A GET that the container reads as every decent reader does. */
    static TestRequestFacts plainly(String raw) {
        return TestRequestFacts.get(raw).seenByContainerAs(decoded(raw));
    }

    /** The paths that get an access as GET where the container reads them as public, or plainly. */
    static List<String> paths(int tokens, Access wanted) {
        List<String> paths = new ArrayList<>();
        forEachPath(tokens, raw -> {
            if (RULES.access(TestRequestFacts.get(raw).seenByContainerAs("/a")) == wanted
                    || RULES.access(plainly(raw)) == wanted) {
                paths.add(raw);
            }
        });
        return paths;
    }
}
