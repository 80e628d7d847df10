package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;

/** What came of a sign-in. */
public sealed interface SignInOutcome {

    /** The name of the sign-in's cookie, which ends; empty when there is none. */
    String cookie();

    /** Where to go, or to try again: a path below the context. */
    String back();

    /**
     * Somebody is signed in.
     *
     * @param cookie as {@link SignInOutcome#cookie()}
     * @param back as {@link SignInOutcome#back()}
     * @param session that has begun
     * @param identity who it is
     */
    record SignedIn(String cookie, String back, AppSession session, AppIdentity identity) implements SignInOutcome {}

    /**
     * Somebody has signed in, but not as it was asked for. Nothing has changed; another way leads to AM.
     *
     * @param cookie as {@link SignInOutcome#cookie()}
     * @param back as {@link SignInOutcome#back()}
     * @param acrValues that were asked for
     */
    record TooWeak(String cookie, String back, List<String> acrValues) implements SignInOutcome {
        /** Copies the values. */
        public TooWeak {
            acrValues = List.copyOf(acrValues);
        }
    }

    /**
     * The browser is signed in already, and goes on.
     *
     * @param cookie as {@link SignInOutcome#cookie()}
     * @param back as {@link SignInOutcome#back()}
     */
    record SignedInBefore(String cookie, String back) implements SignInOutcome {}

    /**
     * The cookie of the sign-in was pushed out by those of other tabs: another one is begun in its place.
     *
     * @param back as {@link SignInOutcome#back()}
     * @param attempt how many that makes
     */
    record PushedOut(String back, int attempt) implements SignInOutcome {
        @Override
        public String cookie() {
            return "";
        }
    }

    /**
     * Nothing has changed.
     *
     * @param cookie as {@link SignInOutcome#cookie()}
     * @param back as {@link SignInOutcome#back()}
     * @param acrValues that were asked for; empty for none
     * @param reason why
     * @param retryAfter when it makes sense to try again; null when that is at once
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
