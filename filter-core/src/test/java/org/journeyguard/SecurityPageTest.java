package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the tests that {@code docs/security.md} names exist. */
class SecurityPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([^`]*)`");

    @Test
    void defencesNameExistingTests() throws IOException {
        Map<String, String> tests = tests();

        assertThat(defences())
                .hasSizeGreaterThan(40)
                .allSatisfy(defence -> assertThat(namesIn(defence)).isNotEmpty().allSatisfy(name -> {
                    String[] parts = name.split("\\.", 2);
                    assertThat(tests).containsKey(parts[0]);
                    if (parts.length > 1) {
                        assertThat(tests.get(parts[0])).contains("void " + parts[1] + "(");
                    }
                }));
    }

    private static List<String> defences() throws IOException {
        return Files.readAllLines(PROJECT.resolve("docs/security.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Threat") && !line.startsWith("| ---"))
                .toList();
    }

    /** The names in the last cell. */
    private static Stream<String> namesIn(String defence) {
        return NAMED.matcher(defence.substring(defence.lastIndexOf(" | ", defence.length() - 3)))
                .results()
                .map(name -> name.group(1));
    }

    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().contains("src/test/java"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SecurityPageTest::text,
                            (a, b) -> a + b));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
