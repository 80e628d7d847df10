package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.journeyguard.JourneyException;
import org.journeyguard.test.FakeAm;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every way from one path to another: by each dispatch, whether or not the container has asked who calls before either of them, whether
 * or not the filter is mapped to the first, without a user, by alice, and with a cookie that AM refuses. The filter is mapped to the second.
 */
class DispatchModelTest {
    private static final List<String> PATHS = List.of("/public/page", "/public/other", "/api/secret", "/api/other");
    private static final List<String> CALLERS = List.of("", "alice", "refused");
    private static final List<Boolean> EITHER = List.of(true, false);

    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final String alice = am.signIn("alice");
    private TestApplication application;

    @BeforeEach
    void start() throws ServletException {
        application = new TestApplication(
                getClass().getClassLoader(),
                Map.of(
                        "journey.am.url",
                        am.url().toString(),
                        "journey.am.cookie-name",
                        FakeAm.COOKIE,
                        "journey.am.max-calls-per-second",
                        "100000",
                        "journey.app.url",
                        "https://app.example.com",
                        "journey.paths.public",
                        "/public/*"));
    }

    @AfterEach
    void end() {
        application.close();
        am.close();
    }

    /** A step of the way. */
    private record Step(DispatcherType type, String path, boolean isAsked, boolean isFiltered) {}

    @Test
    void noDispatchReachesAProtectedPathWithoutUser() {
        List<String> wrong = new ArrayList<>();
        int ways = 0;
        for (String caller : CALLERS) {
            for (Step first : steps(DispatcherType.REQUEST, EITHER)) {
                for (DispatcherType type : DispatcherType.values()) {
                    for (Step second : steps(type, List.of(true))) {
                        HttpServletRequest request = request(first.path(), caller);
                        if (!isReached(request, first)) {
                            continue;
                        }
                        ways++;
                        // error pages are shown without a user
                        boolean isMeant = caller.equals("alice")
                                || second.path().startsWith("/public/")
                                || type == DispatcherType.ERROR;
                        if (isReached(request, second) != isMeant) {
                            wrong.add("'" + caller + "' from " + first + " to " + second);
                        }
                    }
                }
            }
        }
        assertThat(ways).isGreaterThan(500);
        assertThat(wrong).isEmpty();
    }

    private static List<Step> steps(DispatcherType type, List<Boolean> filtered) {
        List<Step> steps = new ArrayList<>();
        for (String path : PATHS) {
            for (boolean isAsked : EITHER) {
                for (boolean isFiltered : filtered) {
                    steps.add(new Step(type, path, isAsked, isFiltered));
                }
            }
        }
        return steps;
    }

    private HttpServletRequest request(String path, String caller) {
        Map<String, String> headers = caller.isEmpty()
                ? Map.of()
                : Map.of("Cookie", FakeAm.COOKIE + "=" + (caller.equals("alice") ? alice : "made-up"));
        return new TestRequest("GET", "", path, headers, null);
    }

    /** Whether a step gets to the application. */
    private boolean isReached(HttpServletRequest request, Step step) {
        TestDispatch dispatch = new TestDispatch(request, step.type(), step.path(), application.context);
        if (step.isAsked()) {
            CallerIdentity.of(dispatch);
        }
        if (!step.isFiltered()) {
            return true;
        }
        boolean[] isReached = {false};
        try {
            application.filter.doFilter(dispatch, new TestResponse(), (seen, out) -> isReached[0] = true);
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        } catch (JourneyException e) {
            // within an include there is no other way to refuse
            return false;
        }
        return isReached[0];
    }

    /** What the container asks ahead of the filter is asked once. */
    @Test
    void verdictAboutAPathAppliesToThatPath() {
        HttpServletRequest request = request("/api/secret", "alice");
        Step step = new Step(DispatcherType.REQUEST, "/api/secret", false, true);
        CallerIdentity.of(new TestDispatch(request, step.type(), step.path(), application.context));
        am.forgetCalls();

        assertThat(isReached(request, step)).isTrue();
        assertThat(am.calls()).isEmpty();
    }

    @Test
    void verdictAboutACredentialDoesNotApplyToAnother() {
        HttpServletRequest asked = request("/api/secret", "alice");
        CallerIdentity.of(new TestDispatch(asked, DispatcherType.REQUEST, "/api/secret", application.context));
        HttpServletRequest other = new jakarta.servlet.http.HttpServletRequestWrapper(asked) {
            @Override
            public @Nullable String getHeader(String name) {
                return name.equals("Cookie") ? null : super.getHeader(name);
            }

            @Override
            public java.util.Enumeration<String> getHeaders(String name) {
                return java.util.Collections.emptyEnumeration();
            }
        };

        assertThat(isReached(other, new Step(DispatcherType.REQUEST, "/api/secret", false, true)))
                .isFalse();
    }
}
