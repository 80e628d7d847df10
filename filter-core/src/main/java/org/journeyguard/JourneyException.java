package org.journeyguard;

import java.util.Optional;
import java.util.function.Supplier;

/** Base class of the exceptions that JourneyGuard throws to applications. Messages hold no secret. */
public abstract sealed class JourneyException extends RuntimeException
        permits AuthenticationRequired, AccessDenied, AuthorizeError, ApiError, Unavailable, NotConfigured {
    private static final long serialVersionUID = 1L;

    JourneyException(String message) {
        super(message);
    }

    /** Returns what a call returns, or empty where it throws. */
    static <T> Optional<T> orEmpty(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (JourneyException e) {
            return Optional.empty();
        }
    }
}
