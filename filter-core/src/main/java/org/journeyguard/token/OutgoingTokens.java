package org.journeyguard.token;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.credential.Credential;
import org.journeyguard.decide.Target;
import org.jspecify.annotations.Nullable;

/**
 * Which token a call of a service carries.
 *
 * @param targets the services that get one; of several that a call goes to the first counts
 * @param exchange gives those of their own; null where there is no OAuth 2.0 client
 */
public record OutgoingTokens(List<Target> targets, @Nullable TokenExchange exchange) {

    /**
     * As {@link JourneyUser#tokenFor} has it.
     *
     * @param credential of the user
     */
    public Optional<Token> of(JourneyUser user, Credential credential, URI call, Renewal renewal) {
        return targets.stream()
                .filter(target -> target.covers(call))
                .findFirst()
                .map(target -> of(user, credential, target, renewal));
    }

    private Token of(JourneyUser user, Credential credential, Target target, Renewal renewal) {
        if (target.audience() == null) {
            return user.token(renewal);
        }
        if (exchange == null) {
            throw new IllegalStateException("the configuration was checked");
        }
        return exchange.get(credential, () -> user.token(renewal), target.audience());
    }
}
