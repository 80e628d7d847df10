package org.journeyguard.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.fixtures.PathPatterns.patterns;

import java.util.List;
import org.journeyguard.fixtures.TestRequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassivePathsTest {
    private static final PassivePaths PASSIVE = new PassivePaths(patterns("/", "/poll/*", "*.json", "GET /news"));

    @ParameterizedTest
    @CsvSource({
        "GET,  /poll/inbox",
        "POST, /poll",
        "GET,  /orders/count.json",
        "POST, /orders/count.json",
        "HEAD, /news",
    })
    void patternAppliesToFilesAndServlets(String method, String path) {
        assertThat(PASSIVE.include(TestRequestFacts.of(method, path).servedByServlet()))
                .isTrue();
    }

    @Test
    void rootPatternIncludesItsWelcomeFile() {
        assertThat(PASSIVE.include(TestRequestFacts.get("/").seenByContainerAs("/index.html")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POST, /news", "GET, /pay", "GET, /poll;x", "GET, /poll/../pay", "GET, /pay;.json", "GET, /poll/%ff"})
    void unlistedOrAmbiguousPathIsNotPassive(String method, String path) {
        assertThat(PASSIVE.include(TestRequestFacts.of(method, path).seenByContainerAs("/poll")))
                .isFalse();
    }

    @Test
    void pathMustBePassiveInBothReadings() {
        assertThat(PASSIVE.include(TestRequestFacts.get("/poll").seenByContainerAs("/pay")))
                .isFalse();
    }

    @Test
    void pathIsNotPassiveWithoutPatterns() {
        assertThat(new PassivePaths(List.of()).include(TestRequestFacts.get("/")))
                .isFalse();
    }
}
