package org.journeyguard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has no parent, so that who imports it gets no other versions; it says the same as the parent nevertheless. */
class BomTest {

    @Test
    void bomHasTheVersionAndAddressOfItsParent() throws IOException {
        String parent = Files.readString(Path.of("../pom.xml"));
        String bom = Files.readString(Path.of("../bom/pom.xml"));
        for (String element : new String[] {"version", "project.home", "licenses", "developers"}) {
            assertThat(first(element, bom)).as(element).isEqualTo(first(element, parent));
        }
    }

    @Test
    void bomListsEachPublishedModule() throws IOException {
        String bom = Files.readString(Path.of("../bom/pom.xml"));
        assertThat(Arrays.asList("filter-core", "jaxrs-extension", "cluster-jcache", "cluster-redis", "test"))
                .allSatisfy(name -> assertThat(bom).contains("<artifactId>journeyguard-" + name + "</artifactId>"));
    }

    private static String first(String element, String pom) {
        Matcher found = Pattern.compile("<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL)
                .matcher(pom);
        assertThat(found.find()).as(element).isTrue();
        return found.group(1);
    }
}
