package org.journeyguard.internal.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Map;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.fixtures.TestSettings;
import org.journeyguard.internal.guard.settings.Tenants;
import org.junit.jupiter.api.Test;

class SuffixCheckTest {
    private static final ServletContext CONTEXT = Stub.of(
            ServletContext.class,
            Map.of(
                    "getServletRegistrations",
                    Map.of(
                            "default", mapped("default", "/", "*.css"),
                            "jsp", mapped("jsp", "*.jsp", "*.jspx"),
                            "actions", mapped("actions", "*.do", "/actions/*"))));

    private static ServletRegistration mapped(String name, String... mappings) {
        return Stub.of(ServletRegistration.class, Map.of("getName", name, "getMappings", List.of(mappings)));
    }

    private static List<String> warnings(String open) {
        return SuffixCheck.warnings(
                new Tenants(
                        TestSettings.read(
                                Map.of("journey.am.url", "https://am.example.com", "journey.paths.public", open)),
                        List.of()),
                CONTEXT);
    }

    @Test
    void suffixOfAServletMappingIsReported() {
        assertThat(warnings("/a, GET *.do, *.jsp"))
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("journey.paths.public", "'GET *.do'", "'actions'"))
                .anySatisfy(warning -> assertThat(warning).contains("'*.jsp'", "'jsp'", "/news.jsp or /news/*"));
    }

    @Test
    void suffixOfFilesIsNotReported() {
        assertThat(warnings("*.css, *.js, /actions/*, /x.do")).isEmpty();
    }
}
