package org.journeyguard.internal.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.journeyguard.JourneyUser;
import org.journeyguard.fixtures.Stub;
import org.journeyguard.servlet.JourneyFilter;
import org.journeyguard.test.FakeAm;
import org.journeyguard.test.FakeClient;
import org.jspecify.annotations.Nullable;

/** An application behind the filter: it says who the user is, asks for a level by itself, and signs out by itself. */
final class TestWeb implements AutoCloseable {
    static final String LEVEL_5 = "/level-5";
    /** Says what the user's access token is. */
    static final String TOKEN = "/token";

    static final String SERVLET_LOGOUT = "/servlet-logout";

    private final JourneyFilter filter = new JourneyFilter();
    private final String contextPath;
    private @Nullable JourneyUser user;
    private final List<Received> received = new ArrayList<>();

    /**
     * A POST as the application has received it.
     *
     * @param type of its content
     */
    record Received(String type, String body) {}

    /**
     * @param app its public URL
     */
    TestWeb(FakeAm am, String app, String... settings) throws ServletException {
        am.setClock(Clock.systemUTC());
        am.oauth().register(FakeClient.named("web-app").redirectingTo(app + "/journey/callback"));
        this.contextPath = app.replaceFirst("https?://[^/]*", "");
        Map<String, String> all = new HashMap<>(Map.of(
                "journey.am.url",
                am.url().toString(),
                "journey.app.url",
                app,
                "journey.login",
                "oidc",
                "journey.paths.public",
                "/, /public/*",
                "journey.oauth.client-id",
                "web-app",
                "journey.oauth.client-secret",
                FakeClient.SECRET));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        ServletContext context = Stub.of(ServletContext.class, Map.of("getContextPath", contextPath));
        filter.init(new FilterConfig() {
            @Override
            public String getFilterName() {
                return "JourneyGuard";
            }

            @Override
            public ServletContext getServletContext() {
                return context;
            }

            @Override
            public @Nullable String getInitParameter(String name) {
                return all.get(name);
            }

            @Override
            public Enumeration<String> getInitParameterNames() {
                return Collections.enumeration(all.keySet());
            }
        });
    }

    /** As a program sends a form. */
    TestResponse post(String target, Map<String, String> form) {
        Map<String, String> headers = Map.of("Content-Type", "application/x-www-form-urlencoded");
        return send(new TestRequest("POST", contextPath, target, headers, null).with(form));
    }

    TestResponse send(String method, String target, Map<String, String> headers, @Nullable TestSession session) {
        return send(new TestRequest(method, contextPath, target, headers, session));
    }

    /** What the application reads from a request, as the filter shows it. */
    <T> T seen(TestRequest request, Function<HttpServletRequest, T> read) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        TestResponse unused = respond(request, seen -> result.set(read.apply(seen)));
        return Objects.requireNonNull(result.get(), "the request did not reach the application");
    }

    /** What a client gets when the application reads something from its request. */
    TestResponse respond(TestRequest request, Consumer<HttpServletRequest> read) {
        TestResponse response = new TestResponse();
        try {
            filter.doFilter(request, response, (seen, out) -> read.accept((HttpServletRequest) seen));
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    /** As a browser sends what a user has entered. */
    TestResponse send(String target, Map<String, String> headers, byte[] body, @Nullable TestSession session) {
        return send(new TestRequest("POST", contextPath, target, headers, session).with(body));
    }

    /** The POSTs that have reached the application. */
    List<Received> received() {
        return received;
    }

    private TestResponse send(TestRequest request) {
        TestResponse response = new TestResponse();
        try {
            filter.doFilter(request, response, (seen, out) -> {
                HttpServletRequest shown = (HttpServletRequest) seen;
                user = shown.getUserPrincipal() instanceof JourneyUser signedIn ? signedIn : null;
                if (shown.getRequestURI().endsWith(LEVEL_5) && shown.getUserPrincipal() instanceof JourneyUser asked) {
                    asked.requireAuthLevel(5);
                }
                if (shown.getMethod().equals("POST") && shown.getContentType() != null) {
                    byte[] body = shown.getInputStream().readAllBytes();
                    received.add(new Received(shown.getContentType(), new String(body, ISO_8859_1)));
                }
                if (shown.getRequestURI().endsWith(TOKEN) && shown.getUserPrincipal() instanceof JourneyUser asked) {
                    ((HttpServletResponse) out).setHeader("Token", asked.token().accessToken());
                }
                if (shown.getRequestURI().endsWith(SERVLET_LOGOUT)) {
                    shown.logout();
                }
                String user = shown.getRemoteUser();
                ((HttpServletResponse) out).setHeader("User", user == null ? "nobody" : user);
            });
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    /** The user of the last request; null without a user. */
    @Nullable
    JourneyUser user() {
        return user;
    }

    @Override
    public void close() {
        filter.destroy();
    }
}
