package org.journeyguard.internal.guard;

import org.journeyguard.internal.auth.Account;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.policy.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The decision about a request, and the user it is based on.
 *
 * @param decision what happens
 * @param authentication of its credential; null when it was not needed
 * @param account of its user; null when none is authenticated, or not in this realm
 */
public record Verdict(
        Decision decision,
        @Nullable Authentication<?> authentication,
        @Nullable Account account) {
    /** Returns a verdict without an authentication. */
    public static Verdict of(Decision decision) {
        return new Verdict(decision, null, null);
    }

    /** Returns this verdict with another decision. */
    Verdict with(Decision other) {
        return new Verdict(other, authentication, account);
    }

    /** Returns as whom the request proceeds, if it does. */
    public Decision.Proceed.As as() {
        return decision instanceof Decision.Proceed proceed ? proceed.as() : Decision.Proceed.As.ANONYMOUS;
    }

    /** Whether the request proceeds. */
    public boolean isProceeding() {
        return decision instanceof Decision.Proceed;
    }
}
