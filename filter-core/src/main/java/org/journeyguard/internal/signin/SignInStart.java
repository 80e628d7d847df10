package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import org.journeyguard.internal.policy.Reason;
import org.jspecify.annotations.Nullable;

/** What came of the wish to sign in. */
public sealed interface SignInStart {

    /**
     * The browser goes to AM.
     *
     * @param url of AM, with all that is asked
     * @param cookie that it takes along, for as long as a sign-in may take
     * @param gone names of the cookies that end
     */
    record Departed(String url, SignInCookie cookie, List<String> gone) implements SignInStart {
        @Override
        public String toString() {
            return "Departed(secret)";
        }
    }

    /**
     * It stays.
     *
     * @param reason why
     * @param retryAfter when it makes sense to try again; null when that is at once
     */
    record Failed(Reason reason, @Nullable Duration retryAfter) implements SignInStart {}
}
