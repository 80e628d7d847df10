package org.journeyguard;

import java.util.List;

/**
 * What a logout did.
 *
 * @param outcome the whole in one word
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
        /** A defect: a step broke in a way that none should. */
        ERROR
    }

    /** How a step went. */
    public enum Result {
        /** Done. */
        DONE,
        /** There was nothing to do. */
        NOT_NEEDED,
        /** Tried, and not confirmed; trying again would not change that. */
        FAILED,
        /** Tried, and not confirmed yet; it is tried again in the background until what was to end would be over anyway. */
        WILL_RETRY
    }

    /**
     * One step.
     *
     * @param name what was to end, for example {@code am-session}
     * @param result how it went
     * @param detail why, where it was not confirmed; otherwise empty. Holds no secret
     */
    public record Step(String name, Result result, String detail) {}

    /** Copies the steps. */
    public LogoutReport {
        steps = List.copyOf(steps);
    }
}
