package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** Checks that {@code docs/containers.md} lists the checks of {@link Smoke}; {@code -Ddocs.update} updates the list. */
class ContainersPageIT {
    private static final int CONTAINERS = 7;
    private static final Path PAGE = Path.of("..", "docs", "containers.md");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");
    /** Words of method names, and how the page spells them. */
    private static final Map<String, String> TERMS = Map.of(
            "am", "AM",
            "ttl", "TTL",
            "jax rs", "JAX-RS",
            "http session", "HttpSession",
            "web socket", "WebSocket",
            "deny all", "@DenyAll",
            "post", "POST",
            "signed in", "signed-in");

    private static final String HEAD = """
            | Check | Payara Micro 6 | Payara Micro 7 | WildFly 39 | WildFly Preview 39 | Open Liberty 26 | Tomcat 10.1 | Tomcat 11 |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    @Test
    void pageListsTheChecksOfEachContainer() throws IOException {
        StringBuilder table = new StringBuilder(HEAD);
        for (String check : checks()) {
            table.append("| ").append(check).append(" | yes".repeat(CONTAINERS)).append(" |\n");
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD.lines().findFirst().orElseThrow());
        assertThat(begin).isPositive();
        int end = page.indexOf("\n\n", begin) + 1;
        String updated = page.substring(0, begin) + table + (end > 0 ? page.substring(end) : "");
        if (System.getProperty("docs.update") != null) {
            Files.writeString(PAGE, updated);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(updated);
    }

    @Test
    void eachContainerOfThePageRunsTheChecks() throws IOException {
        try (Stream<Path> tests = Files.list(Path.of("src/test/java/org/journeyguard/it"))) {
            assertThat(tests.map(test -> test.getFileName().toString()))
                    .filteredOn(name -> name.endsWith("SmokeIT.java"))
                    .hasSize(CONTAINERS);
        }
    }

    @Test
    void pageListsTheLibrariesOfTheTomcatChecks() {
        List<String> shown = Snippet.all().stream()
                .filter(snippet -> snippet.page().equals("containers.md")
                        && snippet.section().equals("Tomcat 10.1")
                        && snippet.language().equals("xml"))
                .flatMap(snippet -> DEPENDENCY.matcher(snippet.text()).results())
                .map(found -> "/WEB-INF/lib/" + found.group(1) + "-" + found.group(2) + ".jar")
                .toList();
        WebArchive brought = ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("tomcat.war")));
        assertThat(shown).hasSize(7).allMatch(brought::contains);
    }

    private static List<String> checks() {
        return Arrays.stream(Smoke.class.getDeclaredMethods())
                .filter(ContainersPageIT::isCheck)
                .map(method -> sentence(method.getName()))
                .sorted()
                .toList();
    }

    private static boolean isCheck(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static String sentence(String name) {
        String words = name.replaceAll("(\\p{Lu}|\\d+)", " $1").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> term : TERMS.entrySet()) {
            words = words.replaceAll("\\b" + term.getKey() + "\\b", term.getValue());
        }
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
