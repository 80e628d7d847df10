package org.journeyguard.internal.validation;

import java.time.Duration;
import java.util.function.Function;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;

/**
 * Validates each credential once at a time; later callers wait for the result.
 *
 * @param flights the validations in progress
 * @param limiter limits how many callers wait
 * @param priority returns the priority of a credential
 * @param patience how long a caller waits
 */
public record SingleFlightValidator<C extends Credential, I extends Identity>(
        SingleFlight<TokenDigest, Authentication<I>> flights,
        CallLimiter limiter,
        Function<C, Priority> priority,
        Duration patience,
        Validator<C, I> next)
        implements Validator<C, I> {

    @Override
    public Authentication<I> validate(C credential, boolean isUse) {
        return flights.run(
                limiter.waiting(priority.apply(credential)),
                credential.fingerprint(),
                () -> next.validate(credential, isUse),
                patience,
                SingleFlightValidator::noAnswer);
    }

    /** Returns the result for callers that have waited too long. */
    public static <I extends Identity> Authentication<I> noAnswer() {
        return new Authentication.Unavailable<>(new Outage("no answer in time"));
    }
}
