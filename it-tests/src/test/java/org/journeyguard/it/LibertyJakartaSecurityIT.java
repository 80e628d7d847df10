package org.journeyguard.it;

import org.journeyguard.it.container.OpenLiberty;

/** The checks on {@link OpenLiberty}. */
class LibertyJakartaSecurityIT extends JakartaSecurity {
    LibertyJakartaSecurityIT() {
        super(new OpenLiberty());
    }
}
