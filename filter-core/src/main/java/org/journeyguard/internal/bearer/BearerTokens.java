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
import org.journeyguard.internal.config.keys.OAuthKeys;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.credential.TokenIdentity;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.Revocation;
import org.journeyguard.internal.token.TokenExchange;
import org.journeyguard.internal.token.UserInfos;

/** Authenticates and ends the access tokens that requests bring. */
public final class BearerTokens {
    private final BearerValidator validator;
    private final Tombstones tombstones;
    private final Optional<Revocation> revocation;
    private final TokenExchange exchange;
    private final UserInfos userInfos;
    private final Clock clock;

    /**
     * @param revocation empty without an OAuth 2.0 client
     * @param exchange holds the tokens obtained by token exchange
     */
    public BearerTokens(
            BearerValidator validator,
            Tombstones tombstones,
            Optional<Revocation> revocation,
            TokenExchange exchange,
            UserInfos userInfos,
            Clock clock) {
        this.validator = validator;
        this.tombstones = tombstones;
        this.revocation = revocation;
        this.exchange = exchange;
        this.userInfos = userInfos;
        this.clock = clock;
    }

    /** Returns the user of a token that was valid before; empty when it is not known here. */
    public Optional<TokenIdentity> known(BearerToken token) {
        return Optional.ofNullable(validator.known(token));
    }

    /** Validates a token; a tombstone set before or meanwhile overrules the answer. */
    public Authentication<TokenIdentity> validate(BearerToken token) {
        return validator.validate(token);
    }

    /** Returns about how many tokens are remembered. */
    public long size() {
        return validator.size();
    }

    /**
     * Returns AM's user info for a token.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#userInfo(Renewal)} does
     */
    public UserInfo userInfo(Token token, Renewal wanted) {
        return userInfos.get(token, wanted);
    }

    /**
     * Ends a token here if it is valid or remembered as valid: unknown tokens get no tombstones.
     *
     * @return its user; empty when it was not a valid token or has ended before
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

    /** Returns how long a token could remain valid. */
    public Duration left(TokenIdentity identity) {
        Instant end = identity.expiresAt();
        return SessionRules.untilExpiredAtAm(end == null ? null : Duration.between(clock.instant(), end));
    }

    /**
     * Returns a token that a request has brought, unless it has been ended here; AM is not asked.
     *
     * @return empty when it has been ended
     */
    public Optional<Token> stored(BearerToken token, TokenIdentity identity) {
        return tombstones.has(token) ? Optional.empty() : Optional.of(asToken(token, identity));
    }

    /** Returns an access token as a token set without other tokens. */
    public static Token asToken(BearerToken token, TokenIdentity identity) {
        return new Token(token.value(), null, null, "Bearer", identity.scope(), identity.expiresAt());
    }

    /**
     * Ends a token, and the tokens exchanged for it, here and at AM.
     *
     * @throws JourneyException as {@link org.journeyguard.JourneyUser#revoke()} does
     */
    public void revokeConfirmed(BearerToken token) {
        Revocation atAm = revocation.orElseThrow(() -> new NotConfigured(OAuthKeys.CLIENT_ID.key()));
        Optional<TokenIdentity> ended = end(token);
        List<String> tokens = new ArrayList<>();
        ended.ifPresent(identity -> tokens.add(token.value()));
        exchange.take(token).tokens().forEach(each -> tokens.add(each.mostRevocable()));
        atAm.confirmed(tokens);
    }
}
