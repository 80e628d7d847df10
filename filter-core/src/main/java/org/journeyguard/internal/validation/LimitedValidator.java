package org.journeyguard.internal.validation;

import java.util.function.Function;
import java.util.function.Supplier;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;

/**
 * Limits how many credentials are validated at once.
 *
 * @param isCall whether each validation is one call to AM and uses the limit per second; other checks ask {@link CallLimiter#mayCall} first
 * @param priority returns the priority of a credential
 * @param tooMany describes the outage when there is no capacity for another validation
 */
public record LimitedValidator<C extends Credential, I extends Identity>(
        CallLimiter limiter, boolean isCall, Function<C, Priority> priority, String tooMany, Validator<C, I> next)
        implements Validator<C, I> {

    @Override
    public Authentication<I> validate(C credential, boolean isUse) {
        Priority urgency = priority.apply(credential);
        Supplier<Authentication<I>> check = () -> next.validate(credential, isUse);
        Supplier<Authentication<I>> turnedAway = () -> new Authentication.Unavailable<>(new Outage(tooMany));
        return isCall ? limiter.run(urgency, check, turnedAway) : limiter.check(urgency, check, turnedAway);
    }
}
