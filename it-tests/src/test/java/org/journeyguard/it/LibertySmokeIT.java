package org.journeyguard.it;

import org.journeyguard.it.container.OpenLiberty;

/** The checks on {@link OpenLiberty}. */
class LibertySmokeIT extends Smoke {
    LibertySmokeIT() {
        super(new OpenLiberty());
    }
}
