package org.journeyguard.internal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.journeyguard.fixtures.English;
import org.journeyguard.internal.response.Messages;
import org.junit.jupiter.api.Test;

/** Checks what the documentation says about each {@link Reason}; {@code -Ddocs.update} updates the table of all types. */
class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "error-responses.md");
    private static final Path SYMPTOMS = Path.of("..", "docs", "troubleshooting.md");
    private static final Pattern TITLE = Pattern.compile("page \"([^\"]+)\" \\(`([a-z-]+)`\\)");
    private static final Pattern STATUS = Pattern.compile("\\| (\\d{3}) `([a-z-]+)`");
    private static final String HEAD = """
            | type: `urn:journeyguard:problem:` | status | `error` | title | detail |
            | --- | --- | --- | --- | --- |
            """;

    @Test
    void pageListsAllProblemTypes() throws IOException {
        Messages words = English.WORDS;
        StringBuilder table = new StringBuilder(HEAD);
        for (Reason reason : Reason.values()) {
            table.append("| `").append(reason.word()).append("` | ");
            table.append(reason.status()).append(" | ");
            table.append(reason.error() == null ? "" : "`" + reason.error() + "`")
                    .append(" | ");
            table.append(words.title(reason)).append(" | ");
            table.append(words.detail(reason)).append(" |\n");
        }
        String page = Files.readString(PAGE);
        String updated = page.substring(0, page.indexOf(HEAD)) + table;
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, updated);
        }

        assertThat(Files.readString(PAGE))
                .as("docs/error-responses.md; mvn test -pl filter-core -am -Ddocs.update updates its table")
                .isEqualTo(updated);
    }

    @Test
    void symptomsNameProblemTypesByTitleAndStatus() throws IOException {
        String page = Files.readString(SYMPTOMS);

        assertThat(TITLE.matcher(page).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(title ->
                        assertThat(English.WORDS.title(reason(title.group(2)))).isEqualTo(title.group(1)));
        assertThat(STATUS.matcher(page).results())
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        status -> assertThat(reason(status.group(2)).status()).hasToString(status.group(1)));
    }

    private static Reason reason(String word) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no type " + word));
    }
}
