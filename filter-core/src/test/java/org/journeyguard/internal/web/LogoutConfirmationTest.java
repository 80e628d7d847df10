package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form that asks a person whether to sign out. */
class LogoutConfirmationTest {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/logout",
                "/./logout",
                "//logout",
                "///logout",
                "////logout",
                "//evil.example/../logout",
                "///evil.example/../logout",
                "//evil.example//../../logout",
                "//evil.example:80/logout;x=y",
            })
    void formPostsToThisHostForAnySpellingOfThePath(String uri) throws Exception {
        try (FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
                TestApplication application = new TestApplication(
                        getClass().getClassLoader(),
                        Map.of(
                                "journey.am.url",
                                am.url().toString(),
                                "journey.app.url",
                                "https://app.example.com",
                                "journey.am.cookie-name",
                                FakeAm.COOKIE))) {
            TestResponse response = new TestResponse();
            application.filter.doFilter(sent(uri), response, (seen, out) -> {});

            Matcher action = ACTION.matcher(response.body());
            assertThat(action.find()).isTrue();
            assertThat(URI.create("https://app.example.com/page")
                            .resolve(action.group(1))
                            .getHost())
                    .isEqualTo("app.example.com");
            assertThat(action.group(1)).startsWith("/").doesNotStartWith("//").endsWith("?goto=/");
        }
    }

    /** By a person, as the container reads it: normalised. */
    private static HttpServletRequest sent(String uri) {
        Map<String, String> headers = Map.of("Sec-Fetch-Mode", "navigate", "Sec-Fetch-Site", "none");
        return new HttpServletRequestWrapper(new TestRequest("GET", "", uri + "?goto=/", headers, null)) {
            @Override
            public String getServletPath() {
                return "/logout";
            }
        };
    }
}
