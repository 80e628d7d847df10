package org.journeyguard.it;

import org.journeyguard.it.container.Payara;

/** The checks on {@link Payara}. */
class PayaraJakartaSecurityIT extends JakartaSecurity {
    PayaraJakartaSecurityIT() {
        super(new Payara());
    }
}
