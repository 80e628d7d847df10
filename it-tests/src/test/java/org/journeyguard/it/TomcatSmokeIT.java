package org.journeyguard.it;

import org.journeyguard.it.container.TomcatServer;

/** The checks on {@link TomcatServer}. */
class TomcatSmokeIT extends ContextSmoke {
    TomcatSmokeIT() {
        super(new TomcatServer());
    }
}
