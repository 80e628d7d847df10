package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.cookie;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.container.Container;
import org.journeyguard.it.probe.CallerResource;
import org.journeyguard.it.probe.ConstrainedBean;
import org.journeyguard.it.probe.DispatchServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.RolesEnterpriseBean;
import org.journeyguard.it.server.ServerProcess;
import org.journeyguard.it.smoke.SmokeApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The container itself knows the user, and asks on each path; the filter guards {@code /api/*}. alice is an administrator, bob is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JakartaSecurity {
    private final Container container;
    private ServerProcess server;

    JakartaSecurity(Container container) {
        this.container = container;
    }

    @BeforeAll
    void start() {
        Map<String, String> settings =
                Map.of("journey.paths.public", "/open/*, /api/open/*", "journey.jakarta-security", "true");
        String filter = Wars.filter("journey", "") + Wars.mapping("journey", "/api/*");
        WebArchive war = container
                .equip(Wars.described("ROOT", settings, "", filter))
                .addClasses(
                        SmokeApplication.class, CallerResource.class, ConstrainedBean.class, RolesEnterpriseBean.class)
                .addClasses(DispatchServlet.class, ProbeServlet.class);
        server = Servers.on(container, war, "/api/open/caller");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "open"})
    void containerHasUserAndRoles(String area) {
        String path = "/api/" + area + "/caller";
        assertThat(App.get(path, cookie(alice())).body()).isEqualTo("alice alice alice true false");
        assertThat(App.get(path, cookie(bob())).body()).isEqualTo("bob bob bob false false");
    }

    @ParameterizedTest
    @CsvSource({"ledger", "desk"})
    void rolesApplyToBeansOfEachKind(String bean) {
        String path = "/api/any/caller/" + bean;
        assertThat(App.get(path, cookie(alice())).statusCode()).isEqualTo(200);
        assertThat(App.get(path, cookie(bob())).statusCode()).isEqualTo(403);
        assertThat(App.get("/api/open/caller/" + bean).statusCode()).isEqualTo(401);
    }

    @Test
    void refusedRequestsRemainRefused() {
        assertThat(App.get("/api/any/caller").statusCode()).isEqualTo(401);
        assertThat(App.get("/api/any/caller", cookie("made-up")).statusCode()).isEqualTo(401);
        assertThat(App.get("/api/any/caller", PERSON).statusCode()).isEqualTo(302);
        assertThat(App.get("/api/open/caller").body()).startsWith("nobody").endsWith("nobody false false");
        assertThat(App.get("/api/open/caller", cookie("made-up")).body()).endsWith("nobody false false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "include", "async"})
    void verdictAboutAPublicPathDoesNotApplyToAnother(String dispatch) {
        String path = "/open/to/" + dispatch + "?to=/api/any/caller";
        for (String[] nobody : new String[][] {{}, cookie("made-up")}) {
            HttpResponse<String> refused = App.get(path, nobody);
            // an include can't set a status, so its refusal is an exception
            assertThat(refused.statusCode()).as(path).isIn(401, 403, dispatch.equals("include") ? 500 : 403);
            assertThat(refused.body()).doesNotContain("nobody");
        }
        if (dispatch.equals("forward")) {
            // JAX-RS reads the outer path in an include, and Payara has no request scope in asynchronous dispatches
            // includes nothing
            assertThat(App.get(path, cookie(alice())).body()).contains("alice alice");
        }
    }

    @Test
    void requestMakesOneCall() {
        String token = alice();
        Servers.proxy().reset();
        assertThat(App.get("/api/any/caller", cookie(token)).statusCode()).isEqualTo(200);
        assertThat(Servers.proxy().count("getSessionInfo")).isEqualTo(1);
    }

    private static String alice() {
        return Servers.am().rest().login("", Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD);
    }

    private static String bob() {
        return Servers.am().rest().login("", Provisioner.PLAIN_USER, Provisioner.USER_PASSWORD);
    }
}
