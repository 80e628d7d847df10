package org.journeyguard.it.proxy;

import java.time.Duration;

/** How the proxy treats calls to AM. */
public sealed interface Fault {

    /** Passes everything on. */
    record None() implements Fault {}

    /** Takes the call and never answers. */
    record Hang() implements Fault {}

    /**
     * Passes the call on late.
     *
     * @param by how late
     */
    record Delay(Duration by) implements Fault {}

    /** Closes the connection; AM does not see the call. */
    record Drop() implements Fault {}

    /** Lets AM carry the call out, and closes the connection instead of giving the answer. */
    record DropAfterAnswer() implements Fault {}

    /** Passes the call on, and gives the answer byte by byte and never its end. */
    record Trickle() implements Fault {}

    /**
     * Answers by itself.
     *
     * @param status HTTP status
     * @param contentType of the body
     * @param body as text
     * @param retryAfter header of that name; empty for none
     */
    record Reply(int status, String contentType, String body, String retryAfter) implements Fault {
        /** Without {@code Retry-After}. */
        public Reply(int status, String contentType, String body) {
            this(status, contentType, body, "");
        }
    }

    /**
     * Treats some calls only, and passes the others on.
     *
     * @param part what they contain as {@link AmProxy#calls()} has them, for example {@code _action=logout} or
     *     {@code grant_type=refresh_token}
     * @param fault how
     */
    record Only(String part, Fault fault) implements Fault {}

    /**
     * Treats the first calls only, and passes the later ones on. Within {@link Only} or around it: what counts are the calls
     * that it could hit.
     *
     * @param most how many
     * @param fault how
     */
    record Times(int most, Fault fault) implements Fault {}
}
