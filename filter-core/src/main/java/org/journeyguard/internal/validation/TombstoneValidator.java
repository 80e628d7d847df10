package org.journeyguard.internal.validation;

import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;
import org.journeyguard.internal.store.Tombstones;

/** Refuses credentials that were ended here, including those that are ended while they are validated. */
public record TombstoneValidator<C extends Credential, I extends Identity>(Tombstones tombstones, Validator<C, I> next)
        implements Validator<C, I> {

    @Override
    public Authentication<I> validate(C credential, boolean isUse) {
        if (tombstones.has(credential)) {
            return Authentication.refused();
        }
        Authentication<I> answer = next.validate(credential, isUse);
        return tombstones.has(credential) ? Authentication.refused() : answer;
    }
}
