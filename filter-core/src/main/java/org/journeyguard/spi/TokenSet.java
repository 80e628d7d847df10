package org.journeyguard.spi;

import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.journeyguard.Token;
import org.jspecify.annotations.Nullable;

/** The tokens of one session as they are kept. A value, equal when all of it is equal. {@code toString()} shows no secret. */
public final class TokenSet implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Token token;
    private final Instant issuedAt;
    private final Instant checkedAt;
    private final boolean isRefreshable;

    /**
     * @param token the tokens
     * @param issuedAt when the access token was issued, by our clock
     * @param checkedAt when AM last said that the access token is alive; counts where it does not say when it expires
     * @param isRefreshable whether the refresh token may be sent: one that was sent and not answered for may be used up
     */
    public TokenSet(Token token, Instant issuedAt, Instant checkedAt, boolean isRefreshable) {
        this.token = token;
        this.issuedAt = issuedAt;
        this.checkedAt = checkedAt;
        this.isRefreshable = isRefreshable;
    }

    /** The tokens. */
    public Token token() {
        return token;
    }

    /** When the access token was issued, by our clock. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** When AM last said that the access token is alive. */
    public Instant checkedAt() {
        return checkedAt;
    }

    /** Whether the refresh token may be sent. */
    public boolean isRefreshable() {
        return isRefreshable && token.refreshToken().isPresent();
    }

    /** Whether the refresh token has been sent and it is not known what became of it. */
    public boolean isSpent() {
        return !isRefreshable && token.refreshToken().isPresent();
    }

    /** The refresh token where there is one, else the access token: revoking it ends the most (RFC 7009, 2.1). */
    public String mostRevocable() {
        return token.refreshToken().orElse(token.accessToken());
    }

    /** The same when the refresh token has been sent and it is not known what became of it. */
    public TokenSet spent() {
        return new TokenSet(token, issuedAt, checkedAt, false);
    }

    /** The same when AM has said that the access token is alive. */
    public TokenSet checked(Instant now, @Nullable Instant expiresAt) {
        Token told = new Token(
                token.accessToken(),
                token.refreshToken().orElse(null),
                token.idToken().orElse(null),
                token.type(),
                token.scope(),
                expiresAt,
                token.expiresIn().orElse(null));
        return new TokenSet(told, issuedAt, now, isRefreshable);
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
