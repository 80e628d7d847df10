package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names the tests that show what it says, and they are there. */
class SecurityPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|IT))(?:\\.([A-Za-z0-9]+))?`");

    @Test
    void everyTestThatThePageNamesExists() throws IOException {
        Map<String, String> tests = tests();
        String page = Files.readString(PROJECT.resolve("docs/security.md"));

        assertThat(NAMED.matcher(page).results().map(MatchResult::group).distinct())
                .hasSizeGreaterThan(40)
                .allSatisfy(name -> {
                    String[] parts = name.replace("`", "").split("\\.", 2);
                    assertThat(tests).containsKey(parts[0]);
                    if (parts.length > 1) {
                        assertThat(tests.get(parts[0])).contains("void " + parts[1] + "(");
                    }
                });
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
