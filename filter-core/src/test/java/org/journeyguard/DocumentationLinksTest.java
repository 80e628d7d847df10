package org.journeyguard;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the links of the project's pages lead to pages and headings that exist. */
class DocumentationLinksTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path DOCS = PROJECT.resolve("docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]*)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    static List<Path> pages() throws IOException {
        try (Stream<Path> root = Files.list(PROJECT);
                Stream<Path> docs = Files.list(DOCS)) {
            return Stream.concat(root, docs)
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadToExistingPagesAndHeadings(Path page) throws IOException {
        for (String link : links(page)) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            assertThat(target).as("%s links to %s", page, link).exists();
            if (parts.length > 1) {
                assertThat(anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
            }
        }
    }

    @Test
    void indexLinksToEachPage() throws IOException {
        Path index = DOCS.resolve("README.md");
        Set<Path> linked = links(index).stream()
                .map(link -> index.resolveSibling(link.replaceFirst("#.*", "")))
                .collect(Collectors.toSet());
        assertThat(pages())
                .filteredOn(page -> page.startsWith(DOCS) && !page.equals(index))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(linked).contains(page));
    }

    private static Set<String> links(Path page) throws IOException {
        return LINK.matcher(prose(page))
                .results()
                .map(found -> found.group(1))
                .filter(not(link -> link.contains("://")))
                .collect(Collectors.toSet());
    }

    /** As GitHub derives them from headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(prose(page))
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String prose(Path page) throws IOException {
        Matcher code = CODE.matcher(Files.readString(page));
        return code.replaceAll("");
    }
}
