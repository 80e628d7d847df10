package org.journeyguard.logout;

import org.journeyguard.http.AmResult;

/** What came of an attempt to end something elsewhere. */
public sealed interface Ended {
    /** It has ended. */
    Ended DONE = new Done();
    /** There was nothing to end. */
    Ended NOT_NEEDED = new NotNeeded();

    /** It has ended. */
    record Done() implements Ended {}

    /** There was nothing to end. */
    record NotNeeded() implements Ended {}

    /**
     * Nobody confirmed it.
     *
     * @param why for the report; holds no secret
     * @param isWorthAnother whether another attempt may fare better
     */
    record Failed(String why, boolean isWorthAnother) implements Ended {}

    /** Returns what AM's answer means: true for ended, false for nothing to end. */
    static Ended of(AmResult<Boolean> answer) {
        return answer.fold(
                ended -> ended ? DONE : NOT_NEEDED,
                refused -> new Failed(refused.error(), false),
                outage -> new Failed(outage.what(), true));
    }
}
