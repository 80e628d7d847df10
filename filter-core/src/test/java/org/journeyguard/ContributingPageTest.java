package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in {@code CONTRIBUTING.md} names the test to read first. */
class ContributingPageTest {
    private static final Path TESTS = Path.of("src", "test", "java", "org", "journeyguard");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(internal\\.[a-z.]+)` \\| `(\\w+)` \\|.*$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final int MANY = 3;

    @Test
    void tableNamesExistingTests() throws IOException {
        assertThat(ROW.matcher(page()).results()).isNotEmpty().allSatisfy(row -> {
            Path folder = folder(row.group(1));
            assertThat(folder.resolve(row.group(2) + ".java")).exists();
            assertThat(TEST.matcher(row.group()).results())
                    .allSatisfy(test ->
                            assertThat(folder.resolve(test.group(1) + ".java")).exists());
        });
    }

    @Test
    void packagesWithMoreThanThreeTestsHaveARow() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS.resolve("internal"))) {
            Map<Path, Long> tests = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(ROW.matcher(page()).results().map(row -> folder(row.group(1))))
                    .containsAll(tests.entrySet().stream()
                            .filter(folder -> folder.getValue() > MANY)
                            .map(Map.Entry::getKey)
                            .toList());
        }
    }

    private static Path folder(String name) {
        return TESTS.resolve(name.replace('.', '/'));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "CONTRIBUTING.md"));
    }
}
