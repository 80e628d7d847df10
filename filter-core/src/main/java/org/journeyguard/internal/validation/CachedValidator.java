package org.journeyguard.internal.validation;

import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.observe.Observers;

/**
 * Returns cached answers, and has other credentials validated. Stores nothing: the check at the end of the chain caches its answers.
 *
 * @param observers notified of lookups
 */
public record CachedValidator<C extends Credential, I extends Identity>(
        AnswerCache<C, I> cache, Observers observers, Validator<C, I> next) implements Validator<C, I> {

    @Override
    public Authentication<I> validate(C credential, boolean isUse) {
        Authentication<I> cached = cache.find(credential, isUse);
        if (cached == null) {
            observers.cacheLookup(false);
            return next.validate(credential, isUse);
        }
        if (cached.isAuthenticated()) {
            observers.cacheLookup(true);
        }
        return cached;
    }
}
