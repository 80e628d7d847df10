package org.journeyguard.internal.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.journeyguard.Claims;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.index.IndexName;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.store.FirstUse;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.token.LogoutRecords;

/** Ends sessions here when AM sends a logout token (OpenID Connect Back-Channel Logout 1.0). */
public final class BackChannel {
    private static final System.Logger LOG = System.getLogger(BackChannel.class.getName());
    /** Longer than any token is valid. Only tokens that AM has signed are remembered, and none is evicted early. */
    public static final Duration REMEMBERED = BackChannelRules.OLDEST.multipliedBy(2);

    private final LogoutTokens tokens;
    private final SessionIndex index;
    private final LogoutRecords logouts;
    private final RemoteLogout ended;
    private final Clock clock;
    private final FirstUse logoutTokens;
    private final BiConsumer<TokenDigest, Runnable> late;

    /**
     * @param tokens reads logout tokens
     * @param index maps them to sessions
     * @param logouts remembers them for sign-ins in progress
     * @param ended ends the sessions here
     * @param logoutTokens that were received, each of which counts once
     * @param late ends sessions when the engine that nodes share answers again
     * @param clock for the age of logout tokens
     */
    public BackChannel(
            LogoutTokens tokens,
            SessionIndex index,
            LogoutRecords logouts,
            RemoteLogout ended,
            FirstUse logoutTokens,
            BiConsumer<TokenDigest, Runnable> late,
            Clock clock) {
        this.tokens = tokens;
        this.index = index;
        this.logouts = logouts;
        this.ended = ended;
        this.late = late;
        this.clock = clock;
        this.logoutTokens = logoutTokens;
        index.whenEnded(ended::end);
    }

    /** The result of receiving a logout token. */
    public sealed interface Received {
        /** All its sessions have ended here, if there were any. */
        record Done() implements Received {}

        /** It is not valid; nothing has ended. */
        record Refused() implements Received {}

        /** AM or the engine that nodes share does not provide what is needed, or not all sessions could be ended: AM has to send it again. */
        record NoAnswer(Outage outage) implements Received {}
    }

    /** Receives a logout token from an untrusted source. */
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
        try {
            Runnable takeBack = logoutTokens.use(jti).orElse(null);
            return takeBack == null ? refused("seen before") : ended(claims, takeBack);
        } catch (Unavailable e) {
            // ending sessions twice does no harm, and AM may not send the token again
            return ended(claims, () -> {}) instanceof Received.NoAnswer none
                    ? none
                    : new Received.NoAnswer(Outage.of(e));
        }
    }

    private Received ended(Claims claims, Runnable takeBack) {
        try {
            end(claims);
            return new Received.Done();
        } catch (Unavailable e) {
            takeBack.run();
            LOG.log(System.Logger.Level.WARNING, "Not all sessions of a logout token have ended: {0}", e.getMessage());
            return new Received.NoAnswer(Outage.of(e));
        } catch (RuntimeException e) {
            // so that AM can send it again
            takeBack.run();
            throw e;
        }
    }

    private void end(Claims claims) {
        Optional<String> sid = claims.text("sid").filter(text -> !text.isEmpty());
        Optional<String> subject = claims.text("sub");
        Instant issuedAt = claims.time("iat").orElseThrow();
        // recorded first, so that sessions created concurrently see it
        logouts.addByAm(sid, subject, issuedAt);
        IndexName name =
                IndexName.ofSid(sid).or(() -> IndexName.ofSubject(subject)).orElse(null);
        if (name != null) {
            endNowOrLater(name, issuedAt);
        }
    }

    private void endNowOrLater(IndexName name, Instant issuedAt) {
        try {
            end(name, issuedAt);
        } catch (Unavailable e) {
            late.accept(name.digest(), () -> end(name, issuedAt));
            throw e;
        }
    }

    /** Ends as many sessions as possible. */
    private void end(IndexName name, Instant issuedAt) {
        RuntimeException failure = null;
        Set<StoreKey> found;
        try {
            found = index.end(name, issuedAt);
        } catch (Unavailable e) {
            failure = e;
            found = ended.known(name);
        }
        for (StoreKey session : found) {
            try {
                ended.end(session);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static Received refused(String why) {
        LOG.log(System.Logger.Level.INFO, "A logout token was refused: {0}", why);
        return new Received.Refused();
    }
}
