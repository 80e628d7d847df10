package org.journeyguard.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in {@code docs/testing.md} is that of {@link OrdersTest}. */
class TestingPageTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void eachSnippetIsPartOfATest() throws IOException {
        String test = Files.readString(Path.of("src/test/java/org/journeyguard/jaxrs/OrdersTest.java"));
        List<String> snippets = SNIPPET.matcher(Files.readString(Path.of("../docs/testing.md")))
                .results()
                .map(TestingPageTest::indented)
                .toList();
        assertThat(snippets)
                .hasSizeGreaterThan(3)
                .allSatisfy(snippet -> assertThat(test).contains(snippet));
    }

    private static String indented(MatchResult snippet) {
        return snippet.group(1).indent(4).replaceAll("(?m)^ +$", "");
    }
}
