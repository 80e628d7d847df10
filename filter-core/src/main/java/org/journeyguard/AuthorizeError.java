package org.journeyguard;

/**
 * AM's authorization endpoint returned an error instead of a code (RFC 6749, 4.1.2.1), and the session is not its cause: consent is
 * missing, or client, scope or redirect URI do not match what AM knows. If not caught, it becomes a 502.
 */
public final class AuthorizeError extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final String error;
    private final String description;

    /**
     * @param error AM's {@code error}, for example {@code consent_required}
     * @param description AM's {@code error_description}; empty for none
     */
    public AuthorizeError(String error, String description) {
        super("AM gave no authorization code: " + error + (description.isEmpty() ? "" : ", " + description));
        this.error = error;
        this.description = description;
    }

    /** Returns AM's {@code error}. */
    public String error() {
        return error;
    }

    /** Returns AM's {@code error_description}; empty when AM gave none. */
    public String description() {
        return description;
    }
}
