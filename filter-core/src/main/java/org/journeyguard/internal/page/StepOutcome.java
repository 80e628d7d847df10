package org.journeyguard.internal.page;

import java.time.Duration;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.policy.SignInPage;
import org.journeyguard.internal.post.PostKey;
import org.journeyguard.journey.JourneyStep;
import org.jspecify.annotations.Nullable;

/** What follows a request for the sign-in page. */
sealed interface StepOutcome {

    /** Returns the link by which the user came. */
    SignInPage.Link link();

    /**
     * AM asks.
     *
     * @param key under which the step is kept, and by which the browser answers it
     * @param message why the journey has started again; empty if it has not
     * @param prompt what AM asks
     */
    record Asked(SignInPage.Link link, PostKey key, String message, JourneyStep.Prompt prompt) implements StepOutcome {}

    /** The user is signed in. */
    record SignedIn(SignInPage.Link link) implements StepOutcome {}

    /**
     * AM refuses.
     *
     * @param code AM's code
     * @param message for the user, in their language
     */
    record Refused(SignInPage.Link link, int code, String message) implements StepOutcome {}

    /**
     * The sign-in can't go on.
     *
     * @param reason why
     * @param retryAfter when a retry makes sense; null for at once
     */
    record Failed(
            SignInPage.Link link, Reason reason, @Nullable Duration retryAfter) implements StepOutcome {}
}
