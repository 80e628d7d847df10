package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.and;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.ConstrainedBean;
import org.journeyguard.it.probe.ConstrainedBeanServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.SubResourceLocators;
import org.journeyguard.it.probe.UnguardedSubResourceLocators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access constraints of beans and sub-resource locators. alice is an administrator, bob is not. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AccessIT {

    @Deployment(testable = false)
    static WebArchive demoWithProbe() {
        return Wars.demo(Map.of("journey.paths.public", "/, /open/*, /api/open/*"))
                .addClasses(
                        ConstrainedBean.class,
                        ConstrainedBeanServlet.class,
                        ProbeServlet.class,
                        SubResourceLocators.class,
                        SubResourceLocators.SubResource.class,
                        UnguardedSubResourceLocators.class);
    }

    @ParameterizedTest
    @CsvSource({
        "admin, 200, 403, 401",
        "anybody, 200, 200, 401",
        "scope, 403, 403, 401",
        "level, 401, 401, 401",
        "role, 403, 403, 401",
        "all, 403, 403, 401",
        "denied, 403, 403, 403",
        "free, 200, 200, 200",
    })
    void annotationsApplyToMethodsOfBeans(String method, int admin, int other, int nobody) {
        for (String way : new String[] {"plain", "async"}) {
            String path = "/open/desk/" + way + "?method=" + method;
            assertThat(App.get(path, cookie(alice())).statusCode()).as(way).isEqualTo(admin);
            assertThat(App.get(path, cookie(bob())).statusCode()).as(way).isEqualTo(other);
            assertThat(App.get(path).statusCode()).as(way).isEqualTo(nobody);
        }
    }

    @Test
    void refusalByABeanIsTheResponseOfTheResource() {
        HttpResponse<String> scope = App.get("/open/desk/plain?method=scope", cookie(alice()));
        assertThat(header(scope, "WWW-Authenticate")).isEqualTo("Bearer error=\"insufficient_scope\", scope=\"write\"");
        assertThat(header(scope, "Content-Type")).startsWith("application/problem+json");

        HttpResponse<String> role = App.get("/open/desk/plain?method=admin", and(PERSON, cookie(bob())));
        assertThat(role.statusCode()).isEqualTo(403);
        assertThat(header(role, "Content-Type")).startsWith("text/html");
        assertThat(App.get("/open/desk/plain?method=admin", PERSON).statusCode())
                .isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "all, 'Bearer error=\"insufficient_scope\", scope=\"write\"'",
        "role, 'Bearer error=\"insufficient_scope\"'",
        "level, 'Bearer error=\"insufficient_user_authentication\"'",
    })
    void scopeIsCheckedBeforeRolesAndStepUpLast(String method, String challenge) {
        HttpResponse<String> refused = App.get("/open/desk/plain?method=" + method, cookie(bob()));
        assertThat(header(refused, "WWW-Authenticate")).isEqualTo(challenge);
    }

    @Test
    void threadOfTheApplicationHasNoCaller() {
        assertThat(App.get("/desk/executor?method=admin", cookie(alice())).body())
                .contains("AuthenticationRequired");
        assertThat(App.get("/desk/executor?method=free", cookie(alice())).body())
                .isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource({
        "locked, 200, 403, 401",
        "locked/notes, 200, 403, 401",
        "free, 200, 200, 200",
        "free/notes, 200, 200, 401",
    })
    void annotationsApplyToLocatorsOfBeans(String path, int admin, int other, int nobody) {
        assertThat(App.get("/api/open/shelves/" + path, cookie(alice())).statusCode())
                .isEqualTo(admin);
        assertThat(App.get("/api/open/shelves/" + path, cookie(bob())).statusCode())
                .isEqualTo(other);
        assertThat(App.get("/api/open/shelves/" + path).statusCode()).isEqualTo(nobody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"locked", "locked/notes"})
    void subResourcesOfAnUnguardedLocatorAreRefused(String path) {
        assertThat(App.get("/api/open/unguarded/" + path, cookie(alice())).statusCode())
                .isEqualTo(500);
        assertThat(App.get("/api/open/unguarded/" + path).statusCode()).isEqualTo(500);
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String bob() {
        return Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }
}
