package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.ApiError;
import org.journeyguard.Claims;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.resilience.SingleFlight;

/** Gets user info from AM, and remembers it per access token. */
public final class UserInfos {
    private final OAuthApi am;
    private final Supplier<Deadline> deadlines;
    private final Function<String, Claims> idTokenClaims;
    private final Cache<TokenDigest, UserInfo> remembered;
    private final SingleFlight<TokenDigest, AmResult<Claims>> calls;

    /**
     * @param deadlines of calls that start now
     * @param ttl how long an answer is remembered
     * @param size how many are remembered
     * @param idTokenClaims reads the claims of a checked ID token
     * @param patient limits callers that wait for long
     */
    public UserInfos(
            OAuthApi am,
            Supplier<Deadline> deadlines,
            Duration ttl,
            int size,
            Function<String, Claims> idTokenClaims,
            Semaphore patient,
            LongSupplier nanoTime) {
        this.am = am;
        this.deadlines = deadlines;
        this.idTokenClaims = idTokenClaims;
        this.calls = new SingleFlight<>(patient, nanoTime);
        this.remembered = Caffeine.newBuilder()
                .maximumSize(size)
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(ttl)
                .build();
    }

    public UserInfo get(Token token, Renewal wanted) {
        TokenDigest digest = TokenDigest.of(token.accessToken());
        UserInfo known = wanted == Renewal.FORCE ? null : remembered.getIfPresent(digest);
        return known == null ? ask(token, digest) : known;
    }

    private UserInfo ask(Token token, TokenDigest digest) {
        Deadline deadline = deadlines.get();
        Claims claims = calls.run(
                        digest,
                        () -> am.userInfo(token.accessToken(), deadline),
                        deadline.left(),
                        () -> new AmResult.NoAnswer<>("userinfo: no answer in time"))
                .orElseThrow();
        UserInfo userInfo = new UserInfo(claims.text("sub").orElse(""), claims);
        if (!isAbout(userInfo, token)) {
            throw new ApiError(200, "invalid_userinfo", "AM's answer names another subject than the ID token");
        }
        remembered.put(digest, userInfo);
        return userInfo;
    }

    /** Whether the user info is about the user of the ID token, where there is one (OpenID Connect Core, 5.3.2). */
    private boolean isAbout(UserInfo userInfo, Token token) {
        return token.idToken()
                .map(idTokenClaims)
                .flatMap(claims -> claims.text("sub"))
                .map(userInfo.subject()::equals)
                .orElse(true);
    }

    void forget(Token token) {
        remembered.invalidate(TokenDigest.of(token.accessToken()));
    }
}
