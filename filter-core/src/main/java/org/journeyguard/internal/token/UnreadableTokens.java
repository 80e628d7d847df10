package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;

/**
 * Remembers refresh tokens and ID tokens that AM can't read, for example because its keys have changed. OpenAM returns the error
 * {@code server_error}, as it does when busy, so a token is treated as unreadable when two calls got it and AM otherwise works.
 */
public final class UnreadableTokens {
    /** Longer than the time between two failed calls. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_REMEMBERED = 10_000;

    private final BooleanSupplier isAmWell;
    private final Cache<TokenDigest, Boolean> suspects;

    /**
     * @param isAmWell whether AM otherwise works, when it has answered with an error
     */
    public UnreadableTokens(BooleanSupplier isAmWell, LongSupplier nanoTime) {
        this.isAmWell = isAmWell;
        this.suspects = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** Returns AM's answer to a renewal, or {@code invalid_grant} where the answer will never change. */
    <T> AmResult<T> judge(String refreshToken, AmResult<T> answer) {
        boolean mayBeRenewed =
                answer instanceof AmResult.NoAnswer<T> none && none.outage().mayHaveBeenDone();
        return !mayBeRenewed && isUnreadable(refreshToken, answer)
                ? new AmResult.Refused<>(400, "invalid_grant", "AM can't read the refresh token")
                : answer;
    }

    /** Whether AM's answer to a call with a token will never change. */
    boolean isUnreadable(String token, AmResult<?> answer) {
        boolean isSuspect =
                answer instanceof AmResult.NoAnswer<?> none && none.outage().mayBeCausedByCredential();
        if (!isSuspect) {
            return false;
        }
        boolean isFirst = suspects.asMap().putIfAbsent(TokenDigest.of(token), Boolean.TRUE) == null;
        return !isFirst && isAmWell.getAsBoolean();
    }
}
