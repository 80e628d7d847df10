package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.PERSON;
import static org.journeyguard.it.App.cookie;
import static org.journeyguard.it.App.header;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.am.Provisioner;
import org.journeyguard.it.probe.DispatchServlet;
import org.journeyguard.it.probe.GuardFilter;
import org.journeyguard.it.probe.ProbeApplication;
import org.journeyguard.it.probe.ProbeResource;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.UserEnterpriseBean;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filter registered in each way that there is; many applications on one server. */
class RegistrationIT {
    private static final String DISPATCHERS = "<dispatcher>REQUEST</dispatcher><dispatcher>FORWARD</dispatcher>"
            + "<dispatcher>INCLUDE</dispatcher><dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher>";
    private static final String WITHOUT_OUR_JAR = "<absolute-ordering><name>another</name></absolute-ordering>";
    /** What annotations would say, where they are not read. */
    private static final String SERVLETS =
            servlet("ProbeServlet", "/probe/*", "/open/*") + servlet("DispatchServlet", "/probe/to/*", "/open/to/*");

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = Servers.payara(
                "registration",
                war("jar", "", ""),
                war("annotation", "", "").addClass(GuardFilter.class),
                war("descriptor", "", Wars.filter("guard", Wars.ALPHA) + Wars.mapping("guard", "/*")),
                war("complete", " metadata-complete='true'", SERVLETS),
                war(
                        "complete-descriptor",
                        " metadata-complete='true'",
                        SERVLETS + Wars.filter("guard", Wars.ALPHA) + Wars.mapping("guard", "/*")),
                war("ordered", "", WITHOUT_OUR_JAR)
                        .addClasses(ProbeApplication.class, ProbeResource.class, UserEnterpriseBean.class),
                war(
                        "ordered-descriptor",
                        "",
                        WITHOUT_OUR_JAR
                                + Wars.filter("guard", Wars.ALPHA)
                                + Wars.mapping("guard", "/*")
                                        .replace("</url-pattern>", "</url-pattern>" + DISPATCHERS)),
                war(
                                "twice",
                                "",
                                Wars.filter("guard", "")
                                        + Wars.mapping("guard", "/*")
                                        + Wars.mapping("guard", "/probe/*"))
                        .addClass(GuardFilter.class));
    }

    private static WebArchive war(String context, String attributes, String descriptor) {
        return Wars.described(context, Map.of("journey.paths.public", "/open/*, /api/open/*"), attributes, descriptor)
                .addClasses(ProbeServlet.class, DispatchServlet.class);
    }

    private static String servlet(String name, String... patterns) {
        StringBuilder xml = new StringBuilder("<servlet><servlet-name>" + name
                + "</servlet-name><servlet-class>org.journeyguard.it.probe." + name
                + "</servlet-class><async-supported>true</async-supported></servlet><servlet-mapping><servlet-name>"
                + name + "</servlet-name>");
        for (String pattern : patterns) {
            xml.append("<url-pattern>").append(pattern).append("</url-pattern>");
        }
        return xml.append("</servlet-mapping>").toString();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "jar, ''",
        "annotation, ''",
        "descriptor, /alpha",
        "complete, ''",
        "complete-descriptor, /alpha",
        "ordered-descriptor, /alpha",
        "twice, ''",
    })
    void eachRegistrationGuardsEachDispatchOnce(String context, String realm) {
        String app = "/" + context;
        String[] alice = cookie(Servers.am().rest().login(realm, Provisioner.ADMIN_USER, Provisioner.USER_PASSWORD));

        assertThat(App.get(app + "/open/who").body()).startsWith("nobody ");
        for (String path : new String[] {
            "/probe/who",
            "/open/to/forward?to=/probe/who",
            "/open/to/include?to=/probe/who",
            "/open/to/async?to=/probe/who",
            "/no/such/path"
        }) {
            HttpResponse<String> program = App.get(app + path);
            assertThat(program.statusCode()).as(path).isEqualTo(401);
            assertThat(program.body()).doesNotContain("remoteUser");
            HttpResponse<String> person = App.get(app + path, PERSON);
            assertThat(person.statusCode()).isEqualTo(302);
            assertThat(person.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .matches("journey-logins-[a-z0-9]+=1\\..*");
        }
        for (String path : new String[] {
            "/open/who",
            "/probe/who",
            "/open/to/forward?to=/probe/who",
            "/open/to/include?to=/probe/who",
            "/open/to/async?to=/probe/who",
            "/open/error"
        }) {
            assertThat(App.get(app + path, alice).body()).as(path).contains("alice remoteUser=alice authType=AM");
        }
        for (String path : new String[] {
            "/open/wraps", "/probe/wraps", "/open/to/forward?to=/probe/wraps", "/probe/to/async?to=/probe/wraps"
        }) {
            assertThat(App.get(app + path, alice).body()).as(path).isEqualTo("wrapped 1 times");
        }
    }

    @Test
    void resourcesAreRefusedIfTheFragmentIsExcluded() {
        for (String path : new String[] {"/ordered/api/open/who", "/ordered/api/private/who"}) {
            HttpResponse<String> response = App.get(path);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
            assertThat(response.body()).contains("JourneyGuard");
        }
    }
}
