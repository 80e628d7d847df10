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

    /**
     * Answers by itself.
     *
     * @param status HTTP status
     * @param contentType of the body
     * @param body as text
     */
    record Reply(int status, String contentType, String body) implements Fault {}
}
