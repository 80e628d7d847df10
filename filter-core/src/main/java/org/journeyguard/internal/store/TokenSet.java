package org.journeyguard.internal.store;

import java.time.Instant;
import java.util.Objects;
import org.journeyguard.Token;
import org.jspecify.annotations.Nullable;

/** The stored tokens of one session. Immutable; equal when all fields are equal. {@code toString()} shows no secret. */
public final class TokenSet {
    private final Token token;
    private final Instant issuedAt;
    private final Instant checkedAt;
    private final boolean isRefreshable;

    /**
     * @param token the tokens
     * @param issuedAt when the access token was issued, by the local clock
     * @param checkedAt when AM last confirmed the access token; used when AM does not state when it expires
     * @param isRefreshable whether the refresh token may be sent: one that was sent without an answer may be used up
     */
    public TokenSet(Token token, Instant issuedAt, Instant checkedAt, boolean isRefreshable) {
        this.token = token;
        this.issuedAt = issuedAt;
        this.checkedAt = checkedAt;
        this.isRefreshable = isRefreshable;
    }

    /** Returns the tokens. */
    public Token token() {
        return token;
    }

    /** Returns when the access token was issued, by the local clock. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** Returns when AM last confirmed the access token. */
    public Instant checkedAt() {
        return checkedAt;
    }

    /** Whether the refresh token may be sent. */
    public boolean isRefreshable() {
        return isRefreshable && token.refreshToken().isPresent();
    }

    /** Whether the refresh token has been sent with an unknown result. */
    public boolean isSpent() {
        return !isRefreshable && token.refreshToken().isPresent();
    }

    /** Returns the refresh token, or the access token when there is none: revoking it ends the most (RFC 7009, 2.1). */
    public String mostRevocable() {
        return token.refreshToken().orElse(token.accessToken());
    }

    /** Returns a copy whose refresh token has been sent with an unknown result. */
    public TokenSet spent() {
        return new TokenSet(token, issuedAt, checkedAt, false);
    }

    /** Returns a copy whose access token AM has just confirmed. */
    public TokenSet checked(Instant now, @Nullable Instant expiresAt) {
        Token confirmed = new Token(
                token.accessToken(),
                token.refreshToken().orElse(null),
                token.idToken().orElse(null),
                token.type(),
                token.scope(),
                expiresAt,
                token.expiresIn().orElse(null));
        return new TokenSet(confirmed, issuedAt, now, isRefreshable);
    }

    /** Whether another set has the same refresh token: not every AM issues a new one with each access token. */
    public boolean hasRefreshTokenOf(TokenSet other) {
        return token.refreshToken().isPresent() && token.refreshToken().equals(other.token.refreshToken());
    }

    /** Whether another set has another access token. */
    boolean isRenewedBy(TokenSet other) {
        return !token.accessToken().equals(other.token.accessToken());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenSet that
                && token.equals(that.token)
                && issuedAt.equals(that.issuedAt)
                && checkedAt.equals(that.checkedAt)
                && isRefreshable == that.isRefreshable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(token, issuedAt);
    }

    @Override
    public String toString() {
        return "TokenSet(" + token + ")";
    }
}
