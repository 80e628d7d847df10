package org.journeyguard.internal.config;

import java.util.List;

/** Every mistake of a configuration in one message. An application with one does not start. */
public final class InvalidConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param mistakes a line each: the key, what is wrong with its value, and an example
     */
    public InvalidConfiguration(List<String> mistakes) {
        super("JourneyGuard is not configured correctly:\n  - " + String.join("\n  - ", mistakes));
    }
}
