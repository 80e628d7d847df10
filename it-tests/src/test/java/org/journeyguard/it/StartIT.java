package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.probe.CarelessFilter;
import org.journeyguard.it.probe.ConstrainedBean;
import org.journeyguard.it.probe.ConstrainedBeanProducer;
import org.journeyguard.it.probe.FailingFilter;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.probe.ThreadServlet;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications that must not start: they answer nothing, not even what is public, and leave nothing behind. */
class StartIT {
    private static final String GUARD = Wars.filter("guard", "") + Wars.mapping("guard", "/*");
    /** Without its initializer the filter is the first to see the configuration. */
    private static final String WITHOUT_OUR_JAR = "<absolute-ordering><name>another</name></absolute-ordering>";

    private static final String ANOTHERS_NAME = "<filter><filter-name>JourneyGuard</filter-name>"
            + "<filter-class>org.journeyguard.it.probe.FailingFilter</filter-class></filter>";

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = Servers.payara(
                "start",
                ShrinkWrap.create(WebArchive.class, "threads.war").addClass(ThreadServlet.class),
                war("unmapped", Wars.filter("guard", "")),
                war("half-mapped", GUARD + Wars.filter("other", "")),
                war("contradicting", GUARD + Wars.filter("other", Wars.ALPHA) + Wars.mapping("other", "/x")),
                war("taken", ANOTHERS_NAME).addClass(FailingFilter.class),
                war("wrong", "", Map.of("journey.am.realm", "alpha//x", "journey.session.cache-ttl", "soon")),
                war("careless", "").addClass(CarelessFilter.class),
                war("unordered", WITHOUT_OUR_JAR + GUARD, Map.of("journey.session.cache-ttl", "never")),
                war("made", "").addClasses(ConstrainedBean.class, ConstrainedBeanProducer.class),
                war("failing", "").addClass(FailingFilter.class));
    }

    private static WebArchive war(String context, String descriptor) {
        return war(context, descriptor, Map.of("journey.paths.public", "/, /open/*"));
    }

    private static WebArchive war(String context, String descriptor, Map<String, String> settings) {
        return Wars.described(context, settings, "", descriptor)
                .addClass(ProbeServlet.class)
                .addAsWebResource(new StringAsset("root page"), "index.html");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "unmapped, 404, The filter 'guard' is JourneyGuard's, but it has no filter-mapping",
        "half-mapped, 404, The filter 'other' is JourneyGuard's, but it has no filter-mapping",
        "contradicting, 404, JourneyGuard's filter is registered twice",
        "taken, 404, Another filter has the name JourneyGuard",
        "wrong, 404, journey.session.cache-ttl is 'soon'",
        "wrong, 404, journey.am.realm",
        "made, 404, the methods of what a producer makes are not guarded",
        "careless, 500, JourneyGuard's filter has not started",
        "unordered, 500, journey.session.cache-ttl is 'never'",
    })
    void applicationWithInvalidConfigurationServesNothing(String context, int status, String reason) {
        for (String path : new String[] {"/", "/index.html", "/open/who", "/probe/who", "/open/error"}) {
            HttpResponse<String> response = App.get("/" + context + path);
            assertThat(response.statusCode()).as(path).isEqualTo(status);
            assertThat(response.body()).doesNotContain("remoteUser", "root page");
        }
        assertThat(server.log()).contains(reason);
    }

    @Test
    void failingFilterOfTheApplicationLeavesItProtected() {
        assertThat(server.log()).contains("this filter does not start");
        assertThat(App.get("/failing/open/who").statusCode()).isEqualTo(200);
        assertThat(App.get("/failing/probe/who").statusCode()).isEqualTo(401);
    }

    @Test
    void failedStartLeavesNoThread() {
        HttpResponse<String> threads = App.get("/threads/all");

        assertThat(threads.statusCode()).isEqualTo(200);
        assertThat(threads.body()).contains("main").doesNotContain("journeyguard");
    }
}
