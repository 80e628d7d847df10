package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;

/**
 * Refresh tokens that AM can't read, since it has got other keys, say. OpenAM has the same words for that ({@code server_error}) as for
 * being busy, so a token counts as unreadable when that was the answer to two renewals, and AM is well otherwise.
 */
public final class UnreadableTokens {
    /** Longer than from one renewal that fails to the next. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_REMEMBERED = 10_000;

    private final BooleanSupplier isAmWell;
    private final Cache<TokenDigest, Boolean> suspects;

    /**
     * @param isAmWell whether AM is well otherwise, when it has answered with an error
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

    /** AM's answer to a renewal, or {@code invalid_grant} where it will never be another. */
    <T> AmResult<T> judge(String refreshToken, AmResult<T> answer) {
        boolean isSuspect = answer instanceof AmResult.NoAnswer<T> none
                && none.outage().mayBeCausedByCredential()
                && !none.outage().mayHaveBeenDone();
        if (!isSuspect) {
            return answer;
        }
        boolean isFirst = suspects.asMap().putIfAbsent(TokenDigest.of(refreshToken), Boolean.TRUE) == null;
        return isFirst || !isAmWell.getAsBoolean()
                ? answer
                : new AmResult.Refused<>(400, "invalid_grant", "AM can't read the refresh token");
    }
}
