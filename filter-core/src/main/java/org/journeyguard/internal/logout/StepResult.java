package org.journeyguard.internal.logout;

import org.journeyguard.internal.http.AmResult;

/** What came of an attempt to end something elsewhere. */
public sealed interface StepResult {
    /** It has ended. */
    StepResult DONE = new Done();
    /** There was nothing to end. */
    StepResult NOT_NEEDED = new NotNeeded();

    /** It has ended. */
    record Done() implements StepResult {}

    /** There was nothing to end. */
    record NotNeeded() implements StepResult {}

    /**
     * Nobody confirmed it.
     *
     * @param why for the report; holds no secret
     * @param isWorthAnother whether another attempt may fare better
     */
    record Failed(String why, boolean isWorthAnother) implements StepResult {}

    /** Returns what AM's answer means: true for ended, false for nothing to end. */
    static StepResult of(AmResult<Boolean> answer) {
        return answer.fold(
                ended -> ended ? DONE : NOT_NEEDED,
                refused -> new Failed(refused.error(), false),
                outage -> new Failed(outage.what(), true));
    }
}
