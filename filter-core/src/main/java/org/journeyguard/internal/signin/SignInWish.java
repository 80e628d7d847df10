package org.journeyguard.internal.signin;

import java.util.List;
import org.journeyguard.internal.policy.ReturnPath;

/**
 * A sign-in that is wanted.
 *
 * @param back path below the context to come back to: {@link ReturnPath}
 * @param acrValues how to sign in; empty for anyhow
 * @param isSilent whether nobody may be asked for anything ({@code prompt=none})
 * @param attempt how many have been begun in its place before
 */
public record SignInWish(String back, List<String> acrValues, boolean isSilent, int attempt) {
    /** Copies the values. */
    public SignInWish {
        acrValues = List.copyOf(acrValues);
    }
}
