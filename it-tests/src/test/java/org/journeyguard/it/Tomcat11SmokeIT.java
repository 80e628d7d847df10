package org.journeyguard.it;

import org.journeyguard.it.container.TomcatServer;
import org.junit.jupiter.api.condition.EnabledIf;

/** The checks on {@link TomcatServer#ofJakartaEe11()}. */
@EnabledIf("org.journeyguard.it.server.Jdk#isForJakartaEe11Wanted")
class Tomcat11SmokeIT extends ContextSmoke {
    Tomcat11SmokeIT() {
        super(TomcatServer.ofJakartaEe11());
    }
}
