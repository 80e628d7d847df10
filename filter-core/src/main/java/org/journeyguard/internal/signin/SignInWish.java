package org.journeyguard.internal.signin;

import java.util.List;
import org.journeyguard.internal.policy.ReturnPath;

/**
 * A requested sign-in.
 *
 * @param back path below the context to return to: {@link ReturnPath}
 * @param acrValues required sign-in methods; empty for any
 * @param isSilent whether AM must not prompt the user ({@code prompt=none})
 * @param attempt how many sign-ins it has already replaced
 */
public record SignInWish(String back, List<String> acrValues, boolean isSilent, int attempt) {
    /** Copies the values. */
    public SignInWish {
        acrValues = List.copyOf(acrValues);
    }
}
