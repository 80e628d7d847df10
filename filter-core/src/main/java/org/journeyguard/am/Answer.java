package org.journeyguard.am;

import java.time.Duration;

/**
 * AM's answer to a question that is not about yes or no.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

    /**
     * AM told.
     *
     * @param value what it told
     */
    record Told<T>(T value) implements Answer<T> {}

    /** AM answered that the session which asked does not exist. */
    record SessionGone<T>() implements Answer<T> {}

    /**
     * AM left the question unanswered.
     *
     * @param what how; holds no secret
     * @param retryAfter when it makes sense to ask again
     */
    record Silent<T>(String what, Duration retryAfter) implements Answer<T> {}
}
