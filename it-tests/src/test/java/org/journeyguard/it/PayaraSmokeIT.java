package org.journeyguard.it;

import org.journeyguard.it.container.Payara;

/** The checks on {@link Payara}. */
class PayaraSmokeIT extends ContextSmoke {
    PayaraSmokeIT() {
        super(new Payara());
    }
}
