package org.journeyguard.internal.logout;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.logout.LogoutStep.Stage;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.ExchangedTokens;
import org.journeyguard.internal.token.TokenExchange;

/** Creates the logout step that revokes the tokens obtained by token exchange. */
final class ExchangedTokenSteps {
    private static final String NAME = "exchanged-tokens";

    private final TokenExchange exchange;

    ExchangedTokenSteps(TokenExchange exchange) {
        this.exchange = exchange;
    }

    /** Forgets the tokens exchanged for a credential's own, and returns the step that revokes them at AM; empty if there are none. */
    List<LogoutStep> of(Credential owner) {
        ExchangedTokens.Taken taken = exchange.take(owner);
        Queue<TokenSet> alive = new ConcurrentLinkedQueue<>(taken.tokens());
        return alive.isEmpty()
                ? List.of()
                : List.of(new LogoutStep(
                        NAME, Stage.TOKENS, deadline -> revoke(alive, deadline), taken.worthRetryingFor()));
    }

    /** Revokes the tokens that earlier attempts did not revoke; continues after a failure. */
    private StepResult revoke(Queue<TokenSet> alive, Deadline deadline) {
        StepResult outcome = StepResult.DONE;
        for (TokenSet each : List.copyOf(alive)) {
            StepResult ended = StepResult.of(exchange.revoke(each, deadline));
            if (ended instanceof StepResult.Failed) {
                outcome = ended;
            } else {
                alive.remove(each);
            }
        }
        return outcome;
    }
}
