package org.journeyguard;

/**
 * AM refused a call for tokens or userinfo: the configuration does not match AM's, for example {@code invalid_client}, or AM no longer
 * honours a token. If not caught, it becomes a 502.
 */
public final class ApiError extends JourneyException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final String description;

    /**
     * @param status HTTP status of AM's response
     * @param error AM's {@code error} (RFC 6749, 5.2), for example {@code invalid_client}
     * @param description AM's {@code error_description}; empty for none
     */
    public ApiError(int status, String error, String description) {
        super("AM refused (status " + status + "): " + error + (description.isEmpty() ? "" : ", " + description));
        this.status = status;
        this.error = error;
        this.description = description;
    }

    /** Returns the HTTP status of AM's response. */
    public int status() {
        return status;
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
