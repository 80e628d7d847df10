package org.journeyguard.it;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Realm {@code /alpha}. */
class AlphaJourneyClientIT extends JourneySignIn {
    private static final String REALM = "/alpha";

    AlphaJourneyClientIT() {
        super(REALM);
    }

    @Deployment(testable = false)
    static WebArchive demo() {
        return demo(REALM);
    }
}
