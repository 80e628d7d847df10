package org.journeyguard;

/** What JourneyGuard throws at the edge that applications see. Messages hold no secret. */
public abstract sealed class JourneyException extends RuntimeException
        permits AuthenticationRequired, AccessDenied, AuthorizeError, ApiError, Unavailable, NotConfigured {
    private static final long serialVersionUID = 1L;

    JourneyException(String message) {
        super(message);
    }
}
