package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.container.TomcatServer;
import org.journeyguard.it.probe.HeadersServlet;
import org.journeyguard.it.probe.ProbeServlet;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.Test;

/** Paths that are public for some addresses, in a container that has been told of a proxy and in one that has not. */
class PublicAddressIT {
    private static final String VALVE =
            "<Context><Valve className=\"org.apache.catalina.valves.RemoteIpValve\"/></Context>";
    private static final String[] FORWARDED = {"X-Forwarded-For", "10.1.2.3", "Forwarded", "for=10.1.2.3"};
    private static final String INSIDE = "/probe/headers/inside";
    private static final String LOCAL = "/probe/headers/local";

    private static WebArchive war(TomcatServer tomcat) {
        return tomcat.equip(Wars.empty(
                        "ROOT",
                        Map.of(
                                "journey.paths.public",
                                "/probe/headers/up, GET " + INSIDE + " from 10.0.0.0/8, " + LOCAL
                                        + " from 127.0.0.1 ::1")))
                .addClasses(HeadersServlet.class, ProbeServlet.class);
    }

    private static int status(String method, String path, String... headers) {
        return RawHttp.send(method, path, headers).status();
    }

    @Test
    void addressWithoutTrustedProxyIsThatOfTheConnection() {
        TomcatServer tomcat = new TomcatServer();
        try (ServerProcess server = Servers.on(tomcat, war(tomcat), "/probe/headers/up")) {
            assertThat(status("GET", LOCAL)).isEqualTo(200);
            assertThat(status("GET", LOCAL, FORWARDED)).isEqualTo(200);
            assertThat(status("GET", INSIDE, FORWARDED)).isEqualTo(401);
            assertThat(server.tail()).doesNotContain("SEVERE");
        }
    }

    @Test
    void addressBehindATrustedProxyIsTheForwardedOne() {
        TomcatServer tomcat = new TomcatServer();
        WebArchive war = war(tomcat).addAsManifestResource(new StringAsset(VALVE), "context.xml");
        try (ServerProcess server = Servers.on(tomcat, war, "/probe/headers/up")) {
            assertThat(status("GET", INSIDE, FORWARDED)).isEqualTo(200);
            assertThat(status("POST", INSIDE, FORWARDED)).isEqualTo(401);
            assertThat(status("GET", LOCAL, FORWARDED)).isEqualTo(401);
            assertThat(status("GET", INSIDE + ";x", FORWARDED)).isEqualTo(401);
            assertThat(server.tail()).doesNotContain("SEVERE");
        }
    }
}
