package org.journeyguard.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.JourneyException;
import org.journeyguard.Token;
import org.journeyguard.am.Deadline;
import org.journeyguard.am.IssuedTokens;
import org.journeyguard.am.OAuthAnswer;
import org.journeyguard.am.OAuthApi;
import org.journeyguard.am.SingleFlight;
import org.journeyguard.credential.TokenDigest;
import org.journeyguard.store.TokenSet;
import org.journeyguard.token.TokenRules.Freshness;

/** Tokens for services, which AM gives for those of users (RFC 8693); remembered until they are due. */
public final class TokenExchange {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final OAuthApi am;
    private final Supplier<Deadline> deadlines;
    private final Rules rules;
    private final Revocation revocation;
    private final Clock clock;
    private final Cache<Wanted, TokenSet> remembered;
    private final SingleFlight<Wanted, OAuthAnswer<IssuedTokens>> calls;

    /** What is wanted: for whose token, and for which service. */
    private record Wanted(TokenDigest subject, String audience) {}

    /**
     * How long what AM gives is remembered.
     *
     * @param audiences of all services
     * @param threshold how long before it expires a token is no longer used
     * @param ttl how long at most
     * @param size how many
     */
    record Rules(Set<String> audiences, Duration threshold, Duration ttl, int size) {}

    /**
     * @param deadlines of questions that begin now
     * @param patient places for those who wait for long
     */
    TokenExchange(
            OAuthApi am,
            Supplier<Deadline> deadlines,
            Rules rules,
            Revocation revocation,
            Semaphore patient,
            Clock clock,
            LongSupplier nanoTime) {
        this.am = am;
        this.deadlines = deadlines;
        this.rules = rules;
        this.revocation = revocation;
        this.clock = clock;
        this.calls = new SingleFlight<>(patient, nanoTime);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(rules.size)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(rules.ttl)
                .build();
    }

    /**
     * The token for a service.
     *
     * @param subject of the user
     * @param audience of the service
     * @throws JourneyException when AM refuses or does not answer; the user's own token is no substitute
     */
    public Token get(Token subject, String audience) {
        Wanted wanted = new Wanted(TokenDigest.of(subject.accessToken()), audience);
        TokenSet known = remembered.getIfPresent(wanted);
        return known != null && isFresh(known) ? known.token() : ask(subject, wanted);
    }

    private boolean isFresh(TokenSet known) {
        return TokenRules.freshness(known, clock.instant(), rules.threshold, rules.ttl) == Freshness.FRESH;
    }

    private Token ask(Token subject, Wanted wanted) {
        Deadline deadline = deadlines.get();
        Instant before = clock.instant();
        OAuthAnswer<IssuedTokens> answer = calls.run(
                wanted,
                () -> am.exchangeToken(subject.accessToken(), wanted.audience, deadline),
                deadline.left(),
                () -> new OAuthAnswer.Silent<>("token exchange: no answer in time", SOON, false));
        if (answer instanceof OAuthAnswer.Given<IssuedTokens> given) {
            IssuedTokens issued = given.value();
            Token token = new Token(
                    issued.accessToken(),
                    null,
                    null,
                    issued.type(),
                    issued.scope() == null ? subject.scope() : issued.scope(),
                    issued.expiresIn() == null ? null : before.plus(issued.expiresIn()));
            remembered.put(wanted, new TokenSet(token, before, before, false));
            return token;
        }
        throw answer instanceof OAuthAnswer.Denied<IssuedTokens> denied
                ? Renewed.Denied.of(denied).exception()
                : Renewed.Silent.of((OAuthAnswer.Silent<IssuedTokens>) answer).exception();
    }

    /** A user's token has ended, and what was given for it ends too: at AM in the background. */
    void forget(Token subject) {
        TokenDigest digest = TokenDigest.of(subject.accessToken());
        for (String audience : rules.audiences) {
            TokenSet gone = remembered.asMap().remove(new Wanted(digest, audience));
            if (gone != null) {
                revocation.soon(gone);
            }
        }
    }
}
