package org.journeyguard.credential;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** AM's answer about a credential. "No" is a value; silence is {@link Unavailable}, never "no". */
public sealed interface Validation {

    /** AM said no. */
    Validation REFUSED = new Refused();

    /**
     * AM said yes.
     *
     * @param identity whose session it is
     * @param asOf when it said so, by its own clock, which is the one that its times mean; null where it does not tell
     */
    record Valid(Identity identity, @Nullable Instant asOf) implements Validation {}

    /**
     * An access token is good.
     *
     * @param identity whose it is
     */
    record ValidToken(TokenIdentity identity) implements Validation {}

    /**
     * A session of the application's own is good.
     *
     * @param identity who has signed in
     */
    record SignedIn(AppIdentity identity) implements Validation {}

    /** AM, or a check that needs no AM, said no. */
    record Refused() implements Validation {}

    /**
     * Nothing is known.
     *
     * @param what what failed, for a log; holds no secret
     * @param retryAfter when it makes sense to ask again
     * @param mayBeProvoked whether AM has answered with an error that the credential itself may have provoked
     */
    record Unavailable(String what, Duration retryAfter, boolean mayBeProvoked) implements Validation {
        /** AM is silent, whatever it is asked. */
        public Unavailable(String what, Duration retryAfter) {
            this(what, retryAfter, false);
        }
    }
}
