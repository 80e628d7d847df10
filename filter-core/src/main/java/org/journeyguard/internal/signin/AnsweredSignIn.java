package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.policy.Reason;
import org.journeyguard.internal.signin.PendingSignIn.Trait;
import org.jspecify.annotations.Nullable;

/**
 * A pending sign-in whose authorization response has arrived.
 *
 * @param cookie its name
 * @param back where to continue or retry: a path below the context
 * @param started the sign-in as it was started
 * @param own the session that the browser presents; null for none
 */
record AnsweredSignIn(
        String cookie,
        String back,
        PendingSignIn started,
        @Nullable AppSession own) {

    List<String> acrValues() {
        return started.asked().acrValues();
    }

    /**
     * Returns a failure. A silent sign-in that needs the user fails because of the frame, or because a stronger sign-in is required.
     *
     * @param retryAfter how long to wait before a retry; null for no wait
     */
    SignInOutcome failed(Reason reason, @Nullable Duration retryAfter) {
        boolean wasSilent = reason == Reason.SIGN_IN_NOT_DONE && started.is(Trait.SILENT);
        Reason silent = acrValues().isEmpty() ? Reason.SIGN_IN_FRAMED : Reason.STRONGER_SIGN_IN_REQUIRED;
        return new SignInOutcome.Failed(cookie, back, acrValues(), wasSilent ? silent : reason, retryAfter);
    }

    /** Returns the outcome for a browser that is already signed in. */
    SignInOutcome signedInBefore() {
        return new SignInOutcome.SignedInBefore(cookie, back);
    }
}
