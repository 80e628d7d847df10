package org.journeyguard.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.journeyguard.JourneyUser;
import org.journeyguard.test.FakeAm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two applications of an EAR that share the library's classes, of which one dispatches to the other. */
class RequestContextTest {
    private final FakeAm am = new FakeAm(FakeAm.Kind.PINGAM);
    private final HttpServletRequest request =
            new TestRequest("GET", "", "/account", Map.of("Cookie", FakeAm.COOKIE + "=" + am.signIn("alice")), null);

    @AfterEach
    void end() {
        am.close();
    }

    /** A class of an application, which no other one sees. */
    public static class Bean {}

    /** Loads {@link Bean} itself, as an application does, and leaves all else to its parent. */
    private static final class ApplicationLoader extends ClassLoader {
        private ApplicationLoader() {
            super(RequestContextTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Bean.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream bytes = Bean.class.getResourceAsStream("RequestContextTest$Bean.class")) {
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private Class<?> bean() throws ClassNotFoundException {
            return loadClass(Bean.class.getName(), false);
        }
    }

    private TestApplication application(ClassLoader classes) throws Exception {
        return new TestApplication(
                classes,
                Map.of(
                        "journey.am.url",
                        am.url().toString(),
                        "journey.am.cookie-name",
                        FakeAm.COOKIE,
                        "journey.app.url",
                        "https://app.example.com"));
    }

    @Test
    void requestHasItsUserOnlyInTheApplicationThatAllowedIt() throws Exception {
        ApplicationLoader here = new ApplicationLoader();
        ApplicationLoader there = new ApplicationLoader();
        try (TestApplication shop = application(here);
                TestApplication accounts = application(there)) {
            shop.filter.doFilter(in(shop), new TestResponse(), (seen, out) -> {
                assertThat(RequestContext.of(in(shop))
                                .flatMap(RequestContext::user)
                                .map(JourneyUser::getName))
                        .contains("alice");
                assertThat(RequestContext.of(in(accounts))).isEmpty();
                try {
                    assertThat(RequestContext.current(here.bean())).isPresent();
                    assertThat(RequestContext.current(there.bean())).isEmpty();
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(RequestContext.current(JourneyUser.class)).isPresent();
            });
            assertThat(RequestContext.current(here.bean())).isEmpty();
        }
    }

    @Test
    void requestOfAStoppedApplicationHasNoUser() throws Exception {
        TestApplication shop = application(getClass().getClassLoader());
        shop.filter.doFilter(in(shop), new TestResponse(), (seen, out) -> {});
        assertThat(RequestContext.of(in(shop))).isPresent();
        shop.close();
        assertThat(RequestContext.of(in(shop))).isEmpty();
    }

    private HttpServletRequest in(TestApplication application) {
        return new TestDispatch(request, DispatcherType.REQUEST, "/account", application.context);
    }
}
