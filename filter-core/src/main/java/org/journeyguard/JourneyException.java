package org.journeyguard;

/** Base class of the exceptions that JourneyGuard throws to applications. Messages hold no secret. */
public abstract sealed class JourneyException extends RuntimeException
        permits AuthenticationRequired, AccessDenied, AuthorizeError, ApiError, Unavailable, NotConfigured {
    private static final long serialVersionUID = 1L;

    JourneyException(String message) {
        super(message);
    }
}
