package org.journeyguard.it;

import org.journeyguard.it.container.WildFly;
import org.junit.jupiter.api.condition.EnabledIf;

/** The checks on {@link WildFly#ofJakartaEe11()}. */
@EnabledIf("org.journeyguard.it.server.Jdk#isForJakartaEe11Wanted")
class WildFlyPreviewSmokeIT extends ContextSmoke {
    WildFlyPreviewSmokeIT() {
        super(WildFly.ofJakartaEe11());
    }
}
