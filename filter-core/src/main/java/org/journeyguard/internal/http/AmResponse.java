package org.journeyguard.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * AM's response to one request, or the lack of one. {@code toString()} shows no secret.
 *
 * @param status HTTP status; {@link #NONE} when there is no response
 * @param body as text; empty when there is none
 * @param failure what failed, in a few words; empty when there is a response
 * @param retryAfter when it makes sense to try again after a failure
 * @param date when it was made, by AM's clock; null where it does not say
 * @param location where it redirects to; empty for nowhere
 * @param mayHaveBeenDone whether AM may have carried out the request although it failed
 * @param isAboutAm whether a failure shows that AM is failing, whatever the request was
 */
public record AmResponse(
        int status,
        String body,
        String failure,
        Duration retryAfter,
        @Nullable Instant date,
        String location,
        boolean mayHaveBeenDone,
        boolean isAboutAm) {
    /** The status of a request without a response. */
    public static final int NONE = 0;

    private static final Duration SHORT_WHILE = Duration.ofSeconds(2);
    private static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(1);

    /** Returns AM's response, as it came. */
    static AmResponse of(int status, String body, String retryAfter, @Nullable Instant date, String location) {
        return new AmResponse(status, body, "", retryAfter(retryAfter), date, location, status >= 500, false);
    }

    /** Returns the failure of a request that AM has not received. */
    public static AmResponse unsent(String failure, Duration retryAfter) {
        return new AmResponse(NONE, "", failure, retryAfter, null, "", false, false);
    }

    /** Returns the failure of a request that was not sent, because one that had to come first has failed. */
    public static AmResponse unsent(Outage outage) {
        return unsent(outage.what(), outage.retryAfter());
    }

    /**
     * Returns the failure of a request that was to be sent.
     *
     * @param mayHaveBeenDone whether AM may have received it
     * @param isAboutAm whether this shows that AM is failing, whatever the request was
     */
    static AmResponse failed(String failure, boolean mayHaveBeenDone, boolean isAboutAm) {
        return new AmResponse(NONE, "", failure, SHORT_WHILE, null, "", mayHaveBeenDone, isAboutAm);
    }

    private static Duration retryAfter(String header) {
        if (header.isEmpty() || header.length() > 9 || !header.chars().allMatch(Character::isDigit)) {
            return SHORT_WHILE;
        }
        Duration wanted = Duration.ofSeconds(Math.max(1, Long.parseLong(header)));
        return wanted.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : wanted;
    }

    /** Whether this is the HTTP status. */
    public boolean is(int expected) {
        return status == expected;
    }

    /** Whether a gateway says that it does not reach AM. */
    boolean isOfGateway() {
        return status >= 502 && status <= 504;
    }

    /**
     * Whether AM does not speak the version of the request, or has no such action in it; some are said to answer a 400 that names the
     * version. A 401 says nothing about versions: OpenAM refuses a dead session before it looks at the version.
     */
    public boolean isUnknownVersion() {
        return is(404) || is(501) || (is(400) && body.toLowerCase(Locale.ROOT).contains("version"));
    }

    /**
     * Whether it is an error that the credential in the request may have caused: one that AM's parser or what stands before it can't read
     * (RFC 9110, 15.5 and 15.6.1; RFC 6585, 5). It shows nothing about AM, and nothing for sure about the credential.
     */
    public boolean mayBeCausedByCredential() {
        return is(500) || is(400) || is(413) || is(414) || is(431);
    }

    /** Returns the result of a call that this response does not answer. */
    public <T> AmResult<T> noAnswer(String call) {
        return new AmResult.NoAnswer<>(outage(call));
    }

    /** Returns why this response does not answer a call. */
    public Outage outage(String call) {
        return new Outage(call + ": " + description(), retryAfter, mayHaveBeenDone, mayBeCausedByCredential());
    }

    /** Returns the failure or status, for logs: never the body, which may hold secrets. */
    public String description() {
        return status == NONE ? failure : "status " + status;
    }

    @Override
    public String toString() {
        return "AmResponse(" + description() + ")";
    }
}
