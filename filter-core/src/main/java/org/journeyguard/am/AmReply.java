package org.journeyguard.am;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.journeyguard.http.AmResult;
import org.journeyguard.http.Outage;
import org.jspecify.annotations.Nullable;

/**
 * AM's reply to one call, or the lack of one.
 *
 * @param status HTTP status; {@link #NONE} when there is no reply
 * @param body as text; empty when there is none
 * @param failure in a few words what failed; empty when there is a reply
 * @param retryAfter when it makes sense to ask again after a failure
 * @param date when it was made, by AM's clock; null where it does not tell
 * @param location where it sends to; empty when nowhere
 * @param mayBeDone whether AM may have done what it was asked to do although there is no reply
 */
record AmReply(
        int status,
        String body,
        String failure,
        Duration retryAfter,
        @Nullable Instant date,
        String location,
        boolean mayBeDone) {
    static final int NONE = 0;

    /** AM has not seen the call. */
    static AmReply unsent(String failure, Duration retryAfter) {
        return new AmReply(NONE, "", failure, retryAfter, null, "", false);
    }

    /** AM has not seen the call, because one that had to come first has failed. */
    static AmReply unsent(Outage outage) {
        return unsent(outage.what(), outage.retryAfter());
    }

    /** AM may have seen the call. */
    static AmReply silence(String failure, Duration retryAfter) {
        return new AmReply(NONE, "", failure, retryAfter, null, "", true);
    }

    boolean is(int expected) {
        return status == expected;
    }

    /**
     * AM's way of saying that it does not speak a version, or has no such action in it; some are said to answer a 400 that
     * names the version. A 401 says nothing about versions: OpenAM refuses a dead session before it looks at the version.
     */
    boolean isUnknownVersion() {
        return is(404) || is(501) || (is(400) && body.toLowerCase(Locale.ROOT).contains("version"));
    }

    /**
     * Whether it is an error that what was sent may have provoked: one that AM's parser or what stands before it can't read (RFC 9110, 15.5
     * and 15.6.1; RFC 6585, 5). It tells nothing of AM, and nothing for sure of what was sent.
     */
    boolean mayBeProvoked() {
        return is(500) || is(400) || is(413) || is(414) || is(431);
    }

    /** Returns what a call comes to that this reply does not answer. */
    <T> AmResult<T> noAnswer(String call) {
        return new AmResult.NoAnswer<>(outage(call));
    }

    /** Returns why this reply does not answer a call. */
    Outage outage(String call) {
        return new Outage(call + ": " + description(), retryAfter, mayBeDone, mayBeProvoked());
    }

    /** For logs: never the body, which may hold secrets. */
    String description() {
        return status == NONE ? failure : "status " + status;
    }

    @Override
    public String toString() {
        return "AmReply(" + description() + ")";
    }
}
