package org.journeyguard.it;

import org.journeyguard.it.container.Payara;

/** The checks on {@link Payara}. */
class PayaraSmokeIT extends Smoke {
    PayaraSmokeIT() {
        super(new Payara());
    }
}
