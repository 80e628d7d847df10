package org.journeyguard.logout;

import org.journeyguard.am.Answer;
import org.journeyguard.am.OAuthAnswer;

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

    /** As AM's session API has it: true for ended, false for nothing there. */
    static Ended of(Answer<Boolean> answer) {
        if (answer instanceof Answer.Told<Boolean> told) {
            return told.value() ? DONE : NOT_NEEDED;
        }
        return answer instanceof Answer.Silent<Boolean> silent ? new Failed(silent.what(), true) : NOT_NEEDED;
    }

    /** As AM's OAuth 2.0 endpoints have it. */
    static Ended of(OAuthAnswer<Boolean> answer) {
        if (answer instanceof OAuthAnswer.Given<Boolean>) {
            return DONE;
        }
        return answer instanceof OAuthAnswer.Silent<Boolean> silent
                ? new Failed(silent.what(), true)
                : new Failed(((OAuthAnswer.Denied<Boolean>) answer).error(), false);
    }
}
