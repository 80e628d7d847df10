package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path is found among its interpretations, however a client disguises it. */
class PathInterpretationsTest {
    private static final long SEED = 42;
    private static final String SERVED = "/served";
    /** Every character that a segment may contain without being a disguise itself. */
    private static final String CHARACTERS = characters();

    private final Random random = new Random(SEED);
    private final List<UnaryOperator<String>> disguises = List.of(
            segment -> segment + ";" + segment,
            segment -> segment + ";jsessionid=1;x",
            segment -> "./" + segment,
            segment -> "%2e/" + segment,
            segment -> "/" + segment,
            segment -> ";x/" + segment,
            segment -> "x/../" + segment,
            segment -> "x/.%2E;y/" + segment,
            UnaryOperator.identity());

    @Test
    void disguisedPathIsFoundInPlainForm() {
        for (int i = 0; i < 20_000; i++) {
            String plain = path();
            String raw = disguised(plain);
            Set<String> readings = PathInterpretations.of(raw, SERVED);
            assertThat(readings).as(raw).startsWith(SERVED, plain).hasSize(RawPath.hasDots(raw) ? 3 : 2);
        }
    }

    @Test
    void doublyEncodedPathIsFoundInPlainForm() {
        for (int i = 0; i < 20_000; i++) {
            String plain = path();
            String once = disguised(plain);
            String raw = once.replace("%", "%25") + "/%2541/..";
            assertThat(PathInterpretations.of(raw, SERVED)).as(raw).contains(SERVED, plain);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/../b,         /a/../b",
        "/a/./b/,         /a/./b",
        "//a;x/%2e%2E//b, /a/../b",
        "/a/%252e./b,     /a/../b",
    })
    void pathWithDotSegmentsIsAnInterpretation(String raw, String reading) {
        assertThat(PathInterpretations.of(raw, SERVED)).contains(reading);
    }

    @Test
    void pathWithoutTrailingSlashIsAnInterpretation() {
        assertThat(PathInterpretations.of("/a/b/", "/a/b/")).containsExactly("/a/b/", "/a/b");
        assertThat(PathInterpretations.of("/", "/")).containsExactly("/");
        assertThat(PathInterpretations.of("/..//./;x", "/")).containsExactly("/", "/../.");
        assertThat(PathInterpretations.of("/a%2f", "/b")).contains("/a");
    }

    @ParameterizedTest
    @CsvSource({"/a%", "/a%4", "/a%/b", "/a%4/b", "/%zz", "/%4z", "/%z4", "/%%41x"})
    void invalidEscapeIsKept(String raw) {
        assertThat(PathInterpretations.of(raw, raw)).contains(raw.replace("%41", "A"));
    }

    @Test
    void eachEscapedOctetIsDecoded() {
        for (int octet = 0; octet < 0x80; octet++) {
            if (octet != '/' && octet != ';') {
                String name = "a" + (char) octet;
                for (String format : List.of("/a%%%02x", "/a%%%02X")) {
                    String raw = String.format(format, octet);
                    assertThat(PathInterpretations.of(raw, SERVED)).as(raw).contains("/" + name);
                }
            }
        }
        assertThat(PathInterpretations.of("/caf%C3%a9", SERVED)).contains("/caf\u00e9");
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int segments = random.nextInt(3); segments >= 0; segments--) {
            path.append("/s");
            for (int characters = random.nextInt(6); characters > 0; characters--) {
                path.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return path.toString();
    }

    private String disguised(String path) {
        StringBuilder raw = new StringBuilder();
        for (String segment : path.substring(1).split("/", -1)) {
            UnaryOperator<String> disguise = disguises.get(random.nextInt(disguises.size()));
            raw.append('/').append(disguise.apply(withEscapes(segment)));
        }
        return raw.toString();
    }

    private String withEscapes(String text) {
        int every = 1 + random.nextInt(3);
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (random.nextInt(every) > 0) {
                escaped.appendCodePoint(c);
            } else {
                for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append(String.format(random.nextBoolean() ? "%%%02x" : "%%%02X", octet));
                }
            }
        });
        return escaped.toString();
    }

    private static String characters() {
        StringBuilder all = new StringBuilder("\u00e9\u5c71");
        for (char c = 0; c <= 0x7f; c++) {
            if (!Set.of('/', ';', '%').contains(c)) {
                all.append(c);
            }
        }
        return all.toString();
    }
}
