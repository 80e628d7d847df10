package org.journeyguard.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.journeyguard.Claims;
import org.journeyguard.Token;
import org.journeyguard.internal.am.oauth.OAuthApi;
import org.journeyguard.internal.credential.BearerToken;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.jwt.CompactForm;
import org.journeyguard.internal.jwt.JsonObject;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.Deadline;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.jspecify.annotations.Nullable;

/** Revokes tokens at AM (RFC 7009), and marks them as ended here, so that they are refused as bearer tokens too. */
public final class Revocation {
    private static final System.Logger LOG = System.getLogger(Revocation.class.getName());
    /** AM's lifetimes start when it answers, ours when the request was sent. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(1);

    private final OAuthApi am;
    private final Tombstones tombstones;
    private final BackgroundTasks background;
    private final Supplier<Deadline> deadlines;
    private final Duration clockSkew;
    private final UnreadableTokens unreadable;
    private final Clock clock;

    /**
     * @param deadlines of calls that start now
     * @param clockSkew how long after its expiry a token is still accepted
     * @param unreadable remembers ID tokens that AM can't read
     */
    public Revocation(
            OAuthApi am,
            Tombstones tombstones,
            BackgroundTasks background,
            Supplier<Deadline> deadlines,
            Duration clockSkew,
            UnreadableTokens unreadable,
            Clock clock) {
        this.am = am;
        this.tombstones = tombstones;
        this.background = background;
        this.deadlines = deadlines;
        this.clockSkew = clockSkew;
        this.unreadable = unreadable;
        this.clock = clock;
    }

    /** Marks an access token as ended: it is refused here, even if AM or its signature says that it is valid. */
    void markEnded(Token token) {
        BearerToken bearer = BearerToken.parse(token.accessToken());
        if (bearer != null) {
            tombstones.set(bearer.digest(), left(token));
        }
    }

    /** Returns how long it could be accepted: until the later of the expiry that AM stated and its own. */
    private Duration left(Token token) {
        Instant now = clock.instant();
        Instant end = Stream.concat(token.expiresAt().stream(), statedExpiry(token.accessToken()).stream())
                .max(Instant::compareTo)
                .orElse(null);
        if (end == null) {
            return SessionRules.untilExpiredAtAm(null);
        }
        Duration left = Duration.between(now, end).plus(clockSkew).plus(ON_THE_WAY);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Optional<Instant> statedExpiry(String accessToken) {
        return CompactForm.of(accessToken) instanceof CompactForm.Signed signed
                ? JsonObject.decode(signed.payload()).map(Claims::new).flatMap(claims -> claims.time("exp"))
                : Optional.empty();
    }

    /**
     * Returns what to revoke so that a set ends: its refresh token, with everything issued from it, or its access token where there is none.
     * A spent refresh token no longer revokes the access token.
     */
    public static List<String> tokensOf(TokenSet set) {
        return set.isSpent() ? List.of(set.mostRevocable(), set.token().accessToken()) : List.of(set.mostRevocable());
    }

    /**
     * Revokes tokens independently of each other.
     *
     * @return the last failure, if there was one
     */
    public AmResult<Boolean> of(List<String> tokens, Deadline deadline) {
        AmResult<Boolean> outcome = new AmResult.Value<>(true);
        for (String each : tokens) {
            AmResult<Boolean> answer = am.revoke(each, deadline);
            outcome = answer instanceof AmResult.Value<Boolean> ? outcome : answer;
        }
        return outcome;
    }

    /** Ends the OpenID Connect session of an ID token. One that AM can't read is refused, because retrying would not help. */
    public AmResult<Boolean> ofSession(String idToken, @Nullable String redirectUri, Deadline deadline) {
        AmResult<Boolean> answer = am.endSession(idToken, redirectUri, deadline);
        return unreadable.isUnreadable(idToken, answer)
                ? new AmResult.Refused<>(400, "server_error", "AM can't read the ID token")
                : answer;
    }

    /** Revokes sets independently of each other; throws the first failure. */
    void confirmedSets(List<TokenSet> sets) {
        confirmed(sets.stream().flatMap(set -> tokensOf(set).stream()).toList());
    }

    /** Revokes tokens independently of each other; throws the first failure. */
    public void confirmed(List<String> tokens) {
        tokens.stream().map(each -> of(List.of(each), deadlines.get())).toList().forEach(AmResult::orElseThrow);
    }

    /** Revokes a set in the background. */
    void soon(TokenSet tokens) {
        markEnded(tokens.token());
        soon(tokensOf(tokens));
    }

    /** Revokes a replaced access token in the background; the refresh token stays. */
    void accessSoon(Token token) {
        markEnded(token);
        soon(List.of(token.accessToken()));
    }

    /** Revokes a renewed set that could not be stored, in the background; not the refresh token if the set that it should replace has the same. */
    void ofUnused(TokenSet present, TokenSet next) {
        if (next.hasRefreshTokenOf(present)) {
            accessSoon(next.token());
        } else {
            soon(next);
        }
    }

    private void soon(List<String> tokens) {
        boolean isAccepted = background.submit(() -> {
            if (!(of(tokens, deadlines.get()) instanceof AmResult.Value<Boolean>)) {
                LOG.log(System.Logger.Level.INFO, "AM did not confirm the end of a token that is no longer used");
            }
        });
        if (!isAccepted) {
            LOG.log(System.Logger.Level.INFO, "A token that is no longer used was left to expire: too much to do");
        }
    }
}
