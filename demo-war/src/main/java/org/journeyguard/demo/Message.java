package org.journeyguard.demo;

/**
 * What a resource says, as text, or as JSON for clients that accept only that.
 *
 * @param message one sentence
 */
public record Message(String message) {
    /** Text for clients that accept anything. */
    static final String TEXT = "text/plain";

    /** JSON for clients that prefer it. */
    static final String JSON = "application/json;qs=0.9";
}
