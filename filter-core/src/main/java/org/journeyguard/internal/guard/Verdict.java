package org.journeyguard.internal.guard;

import java.util.List;
import java.util.Map;
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
 * @param responseAttributes of the policies that allow the request; empty if they have none, or if none decided
 */
public record Verdict(
        Decision decision,
        @Nullable Authentication<?> authentication,
        @Nullable Account account,
        Map<String, List<String>> responseAttributes) {
    /** Creates a verdict by which no policies decided. */
    public Verdict(Decision decision, @Nullable Authentication<?> authentication, @Nullable Account account) {
        this(decision, authentication, account, Map.of());
    }

    /** Returns a verdict without an authentication. */
    public static Verdict of(Decision decision) {
        return new Verdict(decision, null, null);
    }

    /** Returns this verdict with another decision. */
    Verdict with(Decision other) {
        return new Verdict(other, authentication, account);
    }

    /** Returns this verdict with the response attributes of the policies that confirm it. */
    Verdict with(Map<String, List<String>> attributes) {
        return attributes.isEmpty() ? this : new Verdict(decision, authentication, account, attributes);
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
