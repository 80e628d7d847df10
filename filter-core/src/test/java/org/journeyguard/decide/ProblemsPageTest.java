package org.journeyguard.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/problems.md} is written from {@link Reason}: {@code mvn test -pl filter-core -am -Ddocs.update}. */
class ProblemsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "problems.md");
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
                .as("docs/problems.md; mvn test -pl filter-core -am -Ddocs.update writes its table anew")
                .isEqualTo(updated);
    }
}
