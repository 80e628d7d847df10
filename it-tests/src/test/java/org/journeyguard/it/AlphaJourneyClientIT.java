package org.journeyguard.it;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.journeyguard.it.probe.JourneyServlet;
import org.journeyguard.it.probe.ProbeServlet;

/** Realm {@code /alpha}. */
class AlphaJourneyClientIT extends JourneySignIn {
    AlphaJourneyClientIT() {
        super("/alpha");
    }

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.am.realm", "/alpha", "journey.paths.public", "/, /open/*, /api/open/*"))
                .addClasses(JourneyServlet.class, ProbeServlet.class);
    }
}
