package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.JourneyUser;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.policy.Target;

/** Chooses the token for a call to a service. */
public final class OutgoingTokens {
    /** If a target refuses a token that was just renewed, the next renewal has to wait this long. */
    static final Duration RENEWED_AGAIN_AFTER = Duration.ofMinutes(1);

    private final List<Target> targets;
    private final TokenExchange exchange;
    private final Cache<Refused, TokenDigest> renewed;

    /** The credential for which a token was renewed, and the target that had refused the previous one. */
    private record Refused(TokenDigest credential, Target target) {}

    /**
     * @param targets the services that get a token; the first that matches a call applies
     * @param exchange issues tokens for targets with an audience
     * @param size how many refusals are remembered
     * @param nanoTime monotonic time
     */
    public OutgoingTokens(List<Target> targets, TokenExchange exchange, int size, LongSupplier nanoTime) {
        this.targets = List.copyOf(targets);
        this.exchange = exchange;
        this.renewed = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(RENEWED_AGAIN_AFTER)
                .build();
    }

    /**
     * Implements {@link JourneyUser#tokenFor}.
     *
     * @param credential of the user
     * @param own returns the user's own token, as {@link JourneyUser#token(Renewal)} does
     */
    public Optional<Token> of(Credential credential, Function<Renewal, Token> own, URI call, Renewal renewal) {
        return targets.stream()
                .filter(target -> target.covers(call))
                .findFirst()
                .map(target -> of(credential, own, target, renewal));
    }

    private Token of(Credential credential, Function<Renewal, Token> own, Target target, Renewal renewal) {
        if (target.audience() == null) {
            return own(credential, own, target, renewal);
        }
        return exchange.get(credential, () -> own(credential, own, target, renewal), target.audience());
    }

    private Token own(Credential credential, Function<Renewal, Token> own, Target target, Renewal renewal) {
        if (renewal == Renewal.IF_DUE) {
            return own.apply(renewal);
        }
        Refused refused = new Refused(credential.digest(), target);
        TokenDigest latest = renewed.getIfPresent(refused);
        if (latest != null) {
            Token present = own.apply(Renewal.IF_DUE);
            if (latest.equals(TokenDigest.of(present.accessToken()))) {
                return present;
            }
        }
        Token token = own.apply(renewal);
        renewed.put(refused, TokenDigest.of(token.accessToken()));
        return token;
    }
}
