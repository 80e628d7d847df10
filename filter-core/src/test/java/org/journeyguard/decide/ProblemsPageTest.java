package org.journeyguard.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/error-responses.md} is written from {@link Reason}: {@code mvn test -pl filter-core -am -Ddocs.update}. */
class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "error-responses.md");
    private static final String HEAD = """
            | type: `urn:journeyguard:problem:` | status | `error` | title | detail |
            | --- | --- | --- | --- | --- |
            """;

    @Test
    void thePageListsAllTypes() throws IOException {
        Words words = English.WORDS;
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
}
