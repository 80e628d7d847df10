package org.journeyguard.it;

import org.journeyguard.it.container.Payara;
import org.junit.jupiter.api.condition.EnabledIf;

/** The checks on {@link Payara#ofJakartaEe11()}. */
@EnabledIf("org.journeyguard.it.server.Jdk#isForJakartaEe11Wanted")
class Payara7SmokeIT extends SocketSmoke {
    Payara7SmokeIT() {
        super(Payara.ofJakartaEe11());
    }
}
