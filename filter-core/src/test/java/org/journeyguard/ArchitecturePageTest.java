package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages in {@code docs/architecture.md} are those of the code, in the order in which they may know each other. */
class ArchitecturePageTest {
    private static final String ROOT = "org.journeyguard";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:internal\\.)?[a-z.]+)` \\|");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([a-z.]+);");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?(org\\.journeyguard[a-z.]*)\\.[A-Z].*;");

    private final List<String> listed = packages();
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ArchitectureTest.NotTheTestKit())
            .importPackages(ROOT);

    /** From the top to the ground floor, which is what users import. */
    private static List<String> packages() {
        try {
            String page = Files.readString(Path.of("..", "docs", "architecture.md"));
            String table = page.substring(page.indexOf("## Packages"), page.indexOf("## A request"));
            List<String> rows = ROW.matcher(table)
                    .results()
                    .map((MatchResult row) -> ROOT + "." + row.group(1))
                    .collect(Collectors.toList());
            rows.add(ROOT);
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachPackageIsListedOnce() {
        Set<String> present =
                classes.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(present);
    }

    @Test
    void packageDependsOnlyOnPackagesListedBelowIt() {
        for (JavaClass each : classes) {
            int row = listed.indexOf(each.getPackageName());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith(ROOT) && !target.equals(each.getPackageName())) {
                    assertThat(listed.indexOf(target))
                            .as(dependency.getDescription())
                            .isGreaterThan(row);
                }
            }
        }
    }

    /** Class files do not show the constants that were inlined and what only Javadoc links to. */
    @Test
    void sourceFileImportsOnlyPackagesListedBelowItsOwn() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path each :
                    (Iterable<Path>) sources.filter(path -> path.toString().endsWith(".java"))::iterator) {
                String text = Files.readString(each);
                int row = listed.indexOf(first(PACKAGE, text));
                IMPORT.matcher(text)
                        .results()
                        .forEach(found -> assertThat(listed.indexOf(found.group(1)))
                                .as("%s: %s", each, found.group())
                                .isGreaterThanOrEqualTo(row));
            }
        }
    }

    private static String first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
    }
}
