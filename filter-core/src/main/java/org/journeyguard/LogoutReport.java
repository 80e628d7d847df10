package org.journeyguard;

import java.util.List;

/**
 * What a logout did.
 *
 * @param outcome the overall outcome
 * @param steps each step, in a fixed order
 */
public record LogoutReport(Outcome outcome, List<Step> steps) {

    /** The outcome of a logout. */
    public enum Outcome {
        /** Everything that had to end has ended. */
        SUCCESS,
        /** Ended here; AM or another party did not confirm its part. */
        FAILURE,
        /** There was no session to end. */
        NO_SESSION,
        /** A bug: a step failed in an unexpected way. */
        ERROR
    }

    /** How a step went. */
    public enum Result {
        /** Done. */
        DONE,
        /** There was nothing to do. */
        NOT_NEEDED,
        /** Tried, but not confirmed; trying again would not change that. */
        FAILED,
        /** Tried, but not confirmed yet; retried in the background until what was to end would have expired. */
        WILL_RETRY
    }

    /**
     * One step of a logout.
     *
     * @param name what was to end, for example {@code am-session}
     * @param result how it went
     * @param detail why it was not confirmed; empty otherwise. Holds no secret
     */
    public record Step(String name, Result result, String detail) {}

    /** Creates a report; copies the steps. */
    public LogoutReport {
        steps = List.copyOf(steps);
    }
}
