package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.journeyguard.JourneyException;
import org.journeyguard.Token;
import org.journeyguard.internal.am.oauth.IssuedTokens;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.ExchangedTokens.Exchange;
import org.journeyguard.internal.token.ExchangedTokens.Pending;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;

/** Gets tokens for services by token exchange (RFC 8693), and ends them with those of the user. */
public final class TokenExchange {

    private final OAuthApi am;
    private final Supplier<Deadline> deadlines;
    private final Rules rules;
    private final ExchangedTokens exchanged;
    private final Predicate<Credential> isEnded;
    private final Clock clock;
    private final SingleFlight<Wanted, RenewalResult> calls;

    /** A requested token: its owner, the token to exchange, and the service. */
    private record Wanted(TokenDigest owner, TokenDigest subject, String audience) {}

    /**
     * How long a token is used.
     *
     * @param threshold how long before it expires a token is no longer used
     * @param believed how long a token without a stated expiry is used
     */
    public record Rules(Duration threshold, Duration believed) {}

    /**
     * @param deadlines of calls that start now
     * @param exchanged keeps the tokens
     * @param isEnded whether a session or an access token has been ended here
     * @param patient limits callers that wait for long
     */
    public TokenExchange(
            OAuthApi am,
            Supplier<Deadline> deadlines,
            Rules rules,
            ExchangedTokens exchanged,
            Predicate<Credential> isEnded,
            Semaphore patient,
            Clock clock,
            LongSupplier nanoTime) {
        this.am = am;
        this.deadlines = deadlines;
        this.rules = rules;
        this.exchanged = exchanged;
        this.isEnded = isEnded;
        this.clock = clock;
        this.calls = new SingleFlight<>(patient, nanoTime);
    }

    /**
     * Returns the token for a service.
     *
     * @param owner the session or access token of the user
     * @param own returns the access token to exchange
     * @param audience of the service
     * @throws JourneyException when AM refuses or does not answer; the user's own token is never used instead
     */
    public Token get(Credential owner, Supplier<Token> own, String audience) {
        TokenDigest key = owner.digest();
        try (Pending pending = exchanged.begin(key)) {
            Token subject = own.get();
            Wanted wanted = new Wanted(key, TokenDigest.of(subject.accessToken()), audience);
            Optional<Exchange> known =
                    exchanged.find(key, wanted.subject, audience).filter(this::isFresh);
            return known.isPresent() ? known.get().token() : ask(owner, subject, wanted, pending);
        }
    }

    private boolean isFresh(Exchange known) {
        return TokenRules.freshness(known.issued(), clock.instant(), rules.threshold, rules.believed)
                == Freshness.FRESH;
    }

    private Token ask(Credential owner, Token subject, Wanted wanted, Pending pending) {
        Deadline deadline = deadlines.get();
        return calls.run(
                        wanted,
                        () -> exchange(owner, subject, wanted, pending, deadline),
                        deadline.left(),
                        () -> new RenewalResult.NoAnswer("token exchange: no answer in time"))
                .orElseThrow()
                .token();
    }

    private RenewalResult exchange(Credential owner, Token subject, Wanted wanted, Pending pending, Deadline deadline) {
        Instant before = clock.instant();
        return am.exchangeToken(subject.accessToken(), wanted.audience, deadline)
                .fold(
                        issued -> exchanged(owner, subject, wanted, pending, issued, before),
                        RenewalResult.Denied::of,
                        RenewalResult.NoAnswer::new);
    }

    private RenewalResult exchanged(
            Credential owner, Token subject, Wanted wanted, Pending pending, IssuedTokens issued, Instant before) {
        Token token = token(issued, subject, before, null);
        TokenSet all = new TokenSet(token(issued, subject, before, issued.refreshToken()), before, before, false);
        if (pending.keep(new Exchange(wanted.subject, wanted.audience, all, token))) {
            return new RenewalResult.Got(new TokenSet(token, before, before, false));
        }
        return isEnded.test(owner)
                ? new RenewalResult.SignInAgain("they have been ended here")
                : new RenewalResult.NoAnswer("the tokens were ended meanwhile");
    }

    private static Token token(IssuedTokens issued, Token subject, Instant before, @Nullable String refreshToken) {
        return new Token(
                issued.accessToken(),
                refreshToken,
                null,
                issued.type(),
                issued.scope() == null ? subject.scope() : issued.scope(),
                issued.expiresIn() == null ? null : before.plus(issued.expiresIn()),
                issued.expiresIn());
    }

    /** Ends a user's exchanged tokens here, including those of exchanges in progress; the returned ones still have to be revoked at AM. */
    public ExchangedTokens.Taken take(Credential owner) {
        return exchanged.take(owner.digest());
    }

    /** Ends the exchanged tokens of a session or access token here, and at AM in the background. */
    public void end(TokenDigest session) {
        exchanged.end(session);
    }
}
