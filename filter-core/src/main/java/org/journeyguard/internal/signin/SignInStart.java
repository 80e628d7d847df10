package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;

/** The result of starting a sign-in. */
public sealed interface SignInStart {

    /**
     * The browser is redirected to AM.
     *
     * @param url of AM, with the authorization request
     * @param cookie to set, for as long as a sign-in may take
     * @param gone names of the cookies to delete
     */
    record Departed(String url, SignInCookie cookie, List<String> gone) implements SignInStart {
        @Override
        public String toString() {
            return "Departed(secret)";
        }
    }

    /**
     * The browser is not redirected.
     *
     * @param reason why
     * @param retryAfter when a retry makes sense; null for at once
     */
    record Failed(Reason reason, @Nullable Duration retryAfter) implements SignInStart {}
}
