package org.journeyguard.internal.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.journeyguard.internal.policy.Reason;

/** Checks authorization responses against their sign-in and interprets errors. Pure: no clock, no I/O. */
final class CallbackRules {
    /** OpenID Connect Core, 3.1.2.6. */
    private static final Set<String> NOT_DONE = Set.of(
            "login_required",
            "interaction_required",
            "account_selection_required",
            "consent_required",
            "unmet_authentication_requirements");

    /** RFC 6749, 4.1.2.1. */
    private static final Set<String> IN_TROUBLE = Set.of("server_error", "temporarily_unavailable");

    private CallbackRules() {}

    /**
     * Returns why a response is refused.
     *
     * @param timeout how long a sign-in may take
     * @return empty if it is accepted and has a code
     */
    static Optional<Reason> fault(AuthorizationCallback answer, PendingSignIn started, Duration timeout, Instant now) {
        if (now.isAfter(started.at().plus(timeout))) {
            return Optional.of(Reason.SIGN_IN_TOO_LATE);
        }
        if (!answer.issuer().isEmpty() && !answer.issuer().equals(started.issuer())) {
            return Optional.of(Reason.SIGN_IN_OF_ANOTHER);
        }
        return answer.error().isEmpty() ? Optional.empty() : Optional.of(meaning(answer.error()));
    }

    private static Reason meaning(String error) {
        if (error.equals("access_denied")) {
            return Reason.SIGN_IN_DECLINED;
        }
        if (NOT_DONE.contains(error)) {
            return Reason.SIGN_IN_NOT_DONE;
        }
        return IN_TROUBLE.contains(error) ? Reason.SIGN_IN_UNAVAILABLE : Reason.SIGN_IN_REFUSED;
    }
}
