package org.journeyguard.it;

import org.journeyguard.it.container.WildFly;

/** The checks on {@link WildFly}. */
class WildFlySmokeIT extends ContextSmoke {
    WildFlySmokeIT() {
        super(new WildFly());
    }
}
