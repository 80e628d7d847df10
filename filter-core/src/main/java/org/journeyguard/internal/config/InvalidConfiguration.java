package org.journeyguard.internal.config;

import java.util.List;

/** Reports every fault of a configuration in one message. The application does not start. */
public final class InvalidConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param mistakes a line each: the key, the value's fault, and an example
     */
    public InvalidConfiguration(List<String> mistakes) {
        super("JourneyGuard is not configured correctly:\n  - " + String.join("\n  - ", mistakes));
    }
}
