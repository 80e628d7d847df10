package org.journeyguard.it.server;

/** A server that did not come up or died; the message says what to do and ends with the last lines of its log. */
public final class ServerFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what happened and what to do
     */
    public ServerFailed(String message) {
        super(message);
    }

    ServerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
