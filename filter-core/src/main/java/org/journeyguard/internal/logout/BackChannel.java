package org.journeyguard.internal.logout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.token.LogoutRecords;

/** AM says in its own words, signed, that sessions have ended, and they end here (OpenID Connect Back-Channel Logout 1.0). */
public final class BackChannel {
    private static final System.Logger LOG = System.getLogger(BackChannel.class.getName());
    /** Longer than any token is good for. Only what AM has signed is remembered, and nothing of it is pushed out. */
    private static final Duration REMEMBERED = BackChannelRules.OLDEST.multipliedBy(2);

    private final LogoutTokens tokens;
    private final SidIndex index;
    private final LogoutRecords logouts;
    private final RemoteLogout ended;
    private final Clock clock;
    private final Cache<TokenDigest, Boolean> seen;

    /**
     * @param tokens reads logout tokens
     * @param index knows which sessions they mean
     * @param logouts where they are remembered for what is under way
     * @param ended ends them here
     * @param clock for the age of logout tokens
     * @param nanoTime monotonic time
     */
    public BackChannel(
            LogoutTokens tokens,
            SidIndex index,
            LogoutRecords logouts,
            RemoteLogout ended,
            Clock clock,
            LongSupplier nanoTime) {
        this.tokens = tokens;
        this.index = index;
        this.logouts = logouts;
        this.ended = ended;
        this.clock = clock;
        this.seen = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /** What became of a logout token. */
    public sealed interface Received {
        /** All that it means has ended here, if anything was there. */
        record Done() implements Received {}

        /** It is not valid, and nothing has ended. */
        record Refused() implements Received {}

        /** AM does not provide what it takes to verify it, and nothing has ended. */
        record NoAnswer(Outage outage) implements Received {}
    }

    /** Receives a logout token, whatever it is. */
    public Received receive(String logoutToken) {
        LogoutTokens.Read read = tokens.read(logoutToken);
        if (read instanceof LogoutTokens.Read.NoAnswer none) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A logout token could not be verified: {0}",
                    none.outage().what());
            return new Received.NoAnswer(none.outage());
        }
        if (read instanceof LogoutTokens.Read.Refused refused) {
            return refused(refused.why());
        }
        return read instanceof LogoutTokens.Read.Signed signed ? signed(signed) : new Received.Refused();
    }

    private Received signed(LogoutTokens.Read.Signed signed) {
        Optional<String> fault = BackChannelRules.fault(signed, clock.instant());
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        Claims claims = signed.claims();
        TokenDigest jti = TokenDigest.of(claims.text("jti").orElseThrow());
        if (seen.asMap().putIfAbsent(jti, Boolean.TRUE) != null) {
            return refused("seen before");
        }
        try {
            end(claims);
            return new Received.Done();
        } catch (RuntimeException e) {
            // so that it can be sent again
            seen.invalidate(jti);
            throw e;
        }
    }

    private void end(Claims claims) {
        Optional<String> sid = claims.text("sid").filter(text -> !text.isEmpty());
        Optional<String> subject = claims.text("sub");
        // first, so that what is not found yet finds this
        logouts.addByAm(sid, subject, claims.time("iat").orElseThrow());
        for (SidIndex.Found session : index.find(sid, subject)) {
            ended.end(session);
        }
    }

    private static Received refused(String why) {
        LOG.log(System.Logger.Level.INFO, "A logout token was refused: {0}", why);
        return new Received.Refused();
    }
}
