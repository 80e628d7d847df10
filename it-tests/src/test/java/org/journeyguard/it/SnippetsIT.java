package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The code in README and docs compiles. {@code ShownPropertiesTest} checks the properties, {@code JourneySignInIT} runs HTML and scripts. */
class SnippetsIT {
    /** What those parts of a class can use that are shown without it. */
    private static final String AROUND_A_METHOD = """
            import jakarta.annotation.security.*;
            import jakarta.enterprise.event.Observes;
            import jakarta.inject.Inject;
            import jakarta.servlet.http.*;
            import jakarta.ws.rs.*;
            import jakarta.ws.rs.client.*;
            import jakarta.ws.rs.core.*;
            import java.io.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.journeyguard.*;
            import org.journeyguard.cdi.*;
            import org.journeyguard.jaxrs.*;
            import org.journeyguard.journey.*;
            import org.journeyguard.journey.callback.*;
            import org.journeyguard.servlet.*;
            import org.journeyguard.test.*;
            class Shown {
                @Inject
                JourneyUser user;
            %s
            }
            """;

    static Stream<Snippet> of(String language) {
        return Snippet.all().stream().filter(snippet -> snippet.language().equals(language));
    }

    /** The page about tests shows parts of a test that runs elsewhere, and is compared with it there. */
    static Stream<Snippet> java() {
        return of("java").filter(snippet -> !snippet.page().equals("testing.md"));
    }

    static Stream<Snippet> xml() {
        return of("xml");
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompiles(Snippet snippet) {
        String type = snippet.type();
        assertThat(
                        type.isEmpty()
                                ? SourceCode.compile("Shown", AROUND_A_METHOD.formatted(snippet.text()))
                                : SourceCode.compile(type, snippet.text()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("xml")
    void xmlIsWellFormed(Snippet snippet) {
        String all = "<all>" + snippet.text().replaceFirst("<\\?xml.*\\?>", "") + "</all>";
        assertThatCode(() -> DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(all))))
                .doesNotThrowAnyException();
    }

    @Test
    void eachSnippetHasACheckedLanguage() {
        assertThat(Snippet.all())
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(snippet.language())
                        .as(snippet.toString())
                        .isIn("java", "xml", "properties", "mermaid", "json", "http", "sh", "html", "js", ""));
    }
}
