package org.journeyguard.internal.bearer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.JourneyException;
import org.journeyguard.NotConfigured;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.UserInfos;
import org.jspecify.annotations.Nullable;

/** The access tokens that requests bring: whether they are good, and their end. */
public final class BearerTokens {
    private final BearerValidator validator;
    private final Tombstones tombstones;
    private final @Nullable Revocation revocation;
    private final @Nullable TokenExchange exchange;
    private final UserInfos userInfos;
    private final Clock clock;

    /**
     * @param revocation null when there is no client that could revoke
     * @param exchange likewise
     */
    public BearerTokens(
            BearerValidator validator,
            Tombstones tombstones,
            @Nullable Revocation revocation,
            @Nullable TokenExchange exchange,
            UserInfos userInfos,
            Clock clock) {
        this.validator = validator;
        this.tombstones = tombstones;
        this.revocation = revocation;
        this.exchange = exchange;
        this.userInfos = userInfos;
        this.clock = clock;
    }

    /** Whether a token is good; whoever asks looks at tombstones. */
    public Authentication<TokenIdentity> authenticate(BearerToken token) {
        return validator.validate(token);
    }

    /** The user of a token that was found good before; empty when it is not known here. */
    public Optional<TokenIdentity> known(BearerToken token) {
        return Optional.ofNullable(validator.known(token));
    }

    /** Whether a token is good, overruled by a tombstone that stood before or was set meanwhile. */
    public Authentication<TokenIdentity> validate(BearerToken token) {
        if (tombstones.has(token)) {
            return Authentication.refused();
        }
        Authentication<TokenIdentity> answer = validator.validate(token);
        return tombstones.has(token) ? Authentication.refused() : answer;
    }

    /** About how many are remembered. */
    public long size() {
        return validator.size();
    }

    /**
     * Who the user is, by AM's word.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#userInfo(Renewal)} has it
     */
    public UserInfo userInfo(Token token, Renewal wanted) {
        return userInfos.get(token, wanted);
    }

    /**
     * Ends a token here, if it was good or is remembered as good: strangers get no tombstones.
     *
     * @return what was known of it; empty when it was no token, or has been ended before
     */
    public Optional<TokenIdentity> end(BearerToken token) {
        if (tombstones.has(token)) {
            return Optional.empty();
        }
        TokenIdentity known = validator.known(token);
        if (known == null && validator.validate(token) instanceof Authentication.Authenticated<TokenIdentity> valid) {
            known = valid.identity();
        }
        if (known != null) {
            tombstones.set(token.digest(), left(known));
            validator.forget(token);
        }
        return Optional.ofNullable(known);
    }

    /**
     * Ends a token at AM.
     *
     * @return empty when there is no client that could
     */
    public Optional<AmResult<Boolean>> revoke(BearerToken token, Deadline deadline) {
        return revocation == null ? Optional.empty() : Optional.of(revocation.of(token.value(), deadline));
    }

    /** How long a token could live on, surely. */
    public Duration left(TokenIdentity identity) {
        Instant end = identity.expiresAt();
        return SessionRules.surelyOver(end == null ? null : Duration.between(clock.instant(), end));
    }

    /**
     * A token that a request has brought, as far as it has not been ended here; whether AM still honours it is not asked.
     *
     * @return empty when it has
     */
    public Optional<Token> stored(BearerToken token, TokenIdentity identity) {
        return tombstones.has(token) ? Optional.empty() : Optional.of(asToken(token, identity));
    }

    /** An access token as a token set, which has nothing beside it. */
    public static Token asToken(BearerToken token, TokenIdentity identity) {
        return new Token(token.value(), null, null, "Bearer", identity.scope(), identity.expiresAt());
    }

    /**
     * Ends a token, and what was exchanged for it, here and at AM.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#revoke()} has it
     */
    public void revokeConfirmed(BearerToken token) {
        if (revocation == null || exchange == null) {
            throw new NotConfigured("journey.oauth.client-id");
        }
        Optional<TokenIdentity> ended = end(token);
        List<String> tokens = new ArrayList<>();
        ended.ifPresent(identity -> tokens.add(token.value()));
        exchange.take(token).tokens().forEach(each -> tokens.add(each.mostRevocable()));
        revocation.confirmed(tokens);
    }
}
