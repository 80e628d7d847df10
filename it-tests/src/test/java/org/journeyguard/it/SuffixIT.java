package org.journeyguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.journeyguard.it.App.cookie;

import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.container.TomcatServer;
import org.journeyguard.it.probe.FilteredApplication;
import org.journeyguard.it.probe.OrderResource;
import org.journeyguard.it.server.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jersey as a filter on every path of Tomcat, whose mapping then says that its default servlet serves what Jersey serves. {@code
 * *.css} and {@code *.jsp} are public.
 */
class SuffixIT {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>jersey</filter-name>
                <filter-class>org.glassfish.jersey.servlet.ServletContainer</filter-class>
                <async-supported>true</async-supported>
                <init-param>
                  <param-name>jakarta.ws.rs.Application</param-name>
                  <param-value>org.journeyguard.it.probe.FilteredApplication</param-value>
                </init-param>
                <init-param>
                  <param-name>jersey.config.servlet.filter.forwardOn404</param-name>
                  <param-value>true</param-value>
                </init-param>
              </filter>
              <filter-mapping>
                <filter-name>jersey</filter-name>
                <url-pattern>/*</url-pattern>
              </filter-mapping>
            </web-app>
            """;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        TomcatServer tomcat = new TomcatServer();
        WebArchive war = tomcat.equip(Wars.empty("ROOT", Map.of("journey.paths.public", "*.css, *.jsp, /open.txt")))
                .addClasses(FilteredApplication.class, OrderResource.class)
                .addAsWebResource(new StringAsset("a theme"), "site.css")
                .addAsWebResource(new StringAsset("another theme"), "my themes/d\u00e4rk.css")
                .addAsWebResource(new StringAsset("a page for ${1 + 1}"), "page.jsp")
                .addAsWebResource(new StringAsset("open"), "open.txt")
                .addAsWebResource(new StringAsset("hidden"), "folder.css/hidden.txt")
                .addAsWebInfResource(new StringAsset("of the application"), "inner.css")
                .addAsWebInfResource(new StringAsset(WEB_XML), "web.xml");
        server = Servers.on(tomcat, war, "/open.txt");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "OPTIONS", "PUT"})
    void suffixDoesNotOpenWhatAFilterServes(String method) {
        String alice = Realm.ROOT.session("alice");
        for (String path : new String[] {"/orders/42", "/orders/42.css", "/orders/site.css", "/orders/page.jsp"}) {
            assertThat(App.call(method, path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(App.get("/orders/42.css", cookie(alice)).body()).isEqualTo("order 42.css");
    }

    @ParameterizedTest
    @CsvSource({"/site.css, a theme", "/my%20themes/d%C3%A4rk.css, another theme"})
    void suffixOpensFilesForGetAndHeadOnly(String path, String text) {
        assertThat(App.get(path).statusCode()).isEqualTo(200);
        assertThat(App.get(path).body()).isEqualTo(text);
        assertThat(App.call("HEAD", path).statusCode()).isEqualTo(200);
        assertThat(App.call("POST", path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page.jsp",
                "/folder.css",
                "/folder.css/",
                "/SITE.css",
                "/site.CSS",
                "/site.css/",
                "/none.css",
                "/site.css;x",
                "/orders/..%2fsite.css",
                "/orders/../site.css",
                "//site.css",
            })
    void suffixOpensNeitherPagesNorFoldersNorOtherSpellings(String path) {
        assertThat(App.get(path).statusCode()).as(path).isIn(400, 401);
        assertThat(App.get(path).body()).doesNotContain("theme", "hidden", "a page for");
    }

    @Test
    void hiddenFolderIsNotServed() {
        for (String path : new String[] {"/WEB-INF/inner.css", "/web-inf/inner.css"}) {
            assertThat(App.get(path).body()).doesNotContain("of the application");
        }
    }
}
