package org.journeyguard.jcache;

/** An engine can never be used as it is configured. The message names the key, says what to do, and has no secret. */
final class MisconfiguredEngine extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    MisconfiguredEngine(String message) {
        super(message);
    }
}
