package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;

/** The outcome of a sign-in. */
public sealed interface SignInOutcome {

    /** Returns the name of the sign-in's cookie, to be deleted; empty if there is none. */
    String cookie();

    /** Returns where to continue or retry: a path below the context. */
    String back();

    /**
     * The user is signed in.
     *
     * @param cookie see {@link SignInOutcome#cookie()}
     * @param back see {@link SignInOutcome#back()}
     * @param session the new session
     * @param identity of the user
     */
    record SignedIn(String cookie, String back, AppSession session, AppIdentity identity) implements SignInOutcome {}

    /**
     * The user has signed in, but not in the required way. Nothing has changed; AM's login page can be tried instead.
     *
     * @param cookie see {@link SignInOutcome#cookie()}
     * @param back see {@link SignInOutcome#back()}
     * @param acrValues the required ones
     */
    record TooWeak(String cookie, String back, List<String> acrValues) implements SignInOutcome {
        /** Copies the values. */
        public TooWeak {
            acrValues = List.copyOf(acrValues);
        }
    }

    /**
     * The browser is already signed in and continues.
     *
     * @param cookie see {@link SignInOutcome#cookie()}
     * @param back see {@link SignInOutcome#back()}
     */
    record SignedInBefore(String cookie, String back) implements SignInOutcome {}

    /**
     * The sign-in's cookie was displaced by other tabs; another sign-in replaces it.
     *
     * @param back see {@link SignInOutcome#back()}
     * @param attempt number of the new attempt
     */
    record PushedOut(String back, int attempt) implements SignInOutcome {
        @Override
        public String cookie() {
            return "";
        }
    }

    /**
     * The sign-in has failed and nothing has changed.
     *
     * @param cookie see {@link SignInOutcome#cookie()}
     * @param back see {@link SignInOutcome#back()}
     * @param acrValues the required ones; empty for none
     * @param reason why
     * @param retryAfter when a retry makes sense; null for at once
     */
    record Failed(
            String cookie,
            String back,
            List<String> acrValues,
            Reason reason,
            @Nullable Duration retryAfter) implements SignInOutcome {
        /** Copies the values. */
        public Failed {
            acrValues = List.copyOf(acrValues);
        }
    }
}
