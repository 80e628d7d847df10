package org.journeyguard.internal.validation;

import java.util.function.Consumer;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.Identity;

/**
 * Reports users whose credential was valid for the first time. Stands before the limit, so that a slow observer takes no place of a
 * validation.
 *
 * @param cache tells known credentials from new ones
 * @param signedIn receives what is known about the user
 */
public record FirstValidation<C extends Credential, I extends Identity>(
        AnswerCache<C, I> cache, Consumer<I> signedIn, Validator<C, I> next) implements Validator<C, I> {

    @Override
    public Authentication<I> validate(C credential, boolean isUse) {
        boolean isNew = !cache.isKnown(credential);
        Authentication<I> answer = next.validate(credential, isUse);
        if (isNew && answer instanceof Authentication.Authenticated<I> valid) {
            signedIn.accept(valid.identity());
        }
        return answer;
    }
}
