package org.journeyguard.internal.logout.step;

import org.journeyguard.internal.http.AmResult;
import org.jspecify.annotations.Nullable;

/** The result of an attempt to run a logout step. */
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
     * The end was not confirmed.
     *
     * @param why for the report; holds no secret
     * @param isWorthAnother whether a retry may succeed
     * @param rest what a retry runs; null for the same task
     */
    record Failed(
            String why, boolean isWorthAnother, @Nullable LogoutTask rest) implements StepResult {
        /** A retry runs the same task. */
        public Failed(String why, boolean isWorthAnother) {
            this(why, isWorthAnother, null);
        }
    }

    /** Converts AM's result: true for ended, false for nothing to end. */
    static StepResult of(AmResult<Boolean> answer) {
        return answer.fold(
                ended -> ended ? DONE : NOT_NEEDED,
                refused -> new Failed(refused.error(), false),
                outage -> new Failed(outage.what(), true));
    }
}
