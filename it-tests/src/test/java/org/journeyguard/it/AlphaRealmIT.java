package org.journeyguard.it;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Realm {@code /alpha}, named by an init-param of a registration in {@code web.xml}, which stands above MicroProfile Config. */
class AlphaRealmIT extends SubRealmIT {
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>guard</filter-name>
                <filter-class>org.journeyguard.servlet.JourneyFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>journey.am.realm</param-name><param-value>/alpha</param-value></init-param>
              </filter>
              <filter-mapping>
                <filter-name>guard</filter-name>
                <url-pattern>/*</url-pattern>
                <dispatcher>REQUEST</dispatcher>
                <dispatcher>ASYNC</dispatcher>
                <dispatcher>FORWARD</dispatcher>
                <dispatcher>INCLUDE</dispatcher>
                <dispatcher>ERROR</dispatcher>
              </filter-mapping>
            </web-app>
            """;

    AlphaRealmIT() {
        super("/alpha");
    }

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.am.realm", "/beta")).addAsWebInfResource(new StringAsset(WEB_XML), "web.xml");
    }
}
