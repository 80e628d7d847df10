package org.journeyguard.it;

import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Realm {@code /alpha}. */
class AlphaRealmIT extends SubRealmIT {
    AlphaRealmIT() {
        super("/alpha");
    }

    @Deployment(testable = false)
    static WebArchive demo() {
        return Wars.demo(Map.of("journey.am.realm", "/alpha"));
    }
}
