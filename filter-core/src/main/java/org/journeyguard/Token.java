package org.journeyguard;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2.0 token set as AM issued it (RFC 6749, 5.1; OpenID Connect Core, 3.1.3.3). Immutable: a renewal creates another one.
 * {@code toString()} shows no secret.
 */
public final class Token implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String accessToken;
    private final @Nullable String refreshToken;
    private final @Nullable String idToken;
    private final String type;
    private final Set<String> scope;
    private final @Nullable Instant expiresAt;
    private final @Nullable Duration expiresIn;

    /** Creates a token set whose whole lifetime AM does not state. */
    public Token(
            String accessToken,
            @Nullable String refreshToken,
            @Nullable String idToken,
            String type,
            Set<String> scope,
            @Nullable Instant expiresAt) {
        this(accessToken, refreshToken, idToken, type, scope, expiresAt, null);
    }

    /**
     * @param accessToken what calls to other services carry
     * @param refreshToken null when AM issued none
     * @param idToken null when AM issued none
     * @param type usually {@code Bearer}
     * @param scope what was granted, which may be less than was requested
     * @param expiresAt when the access token expires; null when AM does not state it
     * @param expiresIn the whole lifetime of the access token; null when AM does not state it
     */
    public Token(
            String accessToken,
            @Nullable String refreshToken,
            @Nullable String idToken,
            String type,
            Set<String> scope,
            @Nullable Instant expiresAt,
            @Nullable Duration expiresIn) {
        this.accessToken = accessToken;
        this.refreshToken = refreshToken;
        this.idToken = idToken;
        this.type = type;
        this.scope = Set.copyOf(scope);
        this.expiresAt = expiresAt;
        this.expiresIn = expiresIn;
    }

    /** Returns the access token. A secret. */
    public String accessToken() {
        return accessToken;
    }

    /** Returns the refresh token, a secret; empty when AM issued none, and for the token of a request. */
    public Optional<String> refreshToken() {
        return Optional.ofNullable(refreshToken);
    }

    /** Returns the ID token, a secret; empty when {@code openid} was not granted, and for the token of a request. */
    public Optional<String> idToken() {
        return Optional.ofNullable(idToken);
    }

    /** Returns the type of the access token, usually {@code Bearer}. */
    public String type() {
        return type;
    }

    /** Returns the granted scope. */
    public Set<String> scope() {
        return scope;
    }

    /** Returns when the access token expires, by this machine's clock; empty when AM does not state it. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /**
     * Returns the lifetime of the access token since it was issued, as AM stated it ({@code expires_in} of RFC 6749, 5.1). The remaining
     * lifetime is {@code Duration.between(now, expiresAt)}. Empty when AM does not state it, and for the token of a request.
     */
    public Optional<Duration> expiresIn() {
        return Optional.ofNullable(expiresIn);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Token that
                && accessToken.equals(that.accessToken)
                && Objects.equals(refreshToken, that.refreshToken)
                && Objects.equals(idToken, that.idToken)
                && type.equals(that.type)
                && scope.equals(that.scope)
                && Objects.equals(expiresAt, that.expiresAt)
                && Objects.equals(expiresIn, that.expiresIn);
    }

    @Override
    public int hashCode() {
        return accessToken.hashCode();
    }

    @Override
    public String toString() {
        return "Token(" + type + ", scope " + scope + ", expires " + (expiresAt == null ? "unknown" : expiresAt) + ")";
    }
}
