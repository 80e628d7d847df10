package org.journeyguard.credential;

import java.time.Instant;
import org.journeyguard.http.Outage;
import org.jspecify.annotations.Nullable;

/** AM's answer about a credential. "No" is a value; no answer is {@link Unavailable}, never "no". */
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

    /** AM did not answer, so nothing is known. */
    record Unavailable(Outage outage) implements Validation {}
}
