package org.journeyguard.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Renewal;
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.UserInfo;
import org.journeyguard.internal.cluster.LogRecord;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Credential;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.token.TokenRules.Freshness;
import org.jspecify.annotations.Nullable;

/** Keeps tokens in a store. Belongs to one AM, one realm and one client. */
public final class SessionTokenKeeper implements TokenKeeper {
    /** Longer than a renewal or an exchange of tokens takes. */
    private static final Duration IN_PROGRESS = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(SessionTokenKeeper.class.getName());

    /**
     * The services whose entries for a session's tokens end with them.
     *
     * @param userInfos caches AM's user info by access token
     * @param exchange exchanges access tokens for services' tokens
     */
    public record Attachments(UserInfos userInfos, TokenExchange exchange) {}

    private final SessionTokens tokens;
    private final TokenRenewal renewal;
    private final RenewedTokens renewed;
    private final SessionCodes codes;
    private final Revocation revocation;
    private final Attachments derived;
    private final RenewalSchedule due;
    private final BackgroundTasks background;
    private final Predicate<Credential> isEnded;
    private final LogWriter log;

    /**
     * @param isEnded whether a session has been ended here
     * @param log tells other nodes of tokens that end before their session
     */
    public SessionTokenKeeper(
            SessionTokens tokens,
            TokenRenewal renewal,
            RenewedTokens renewed,
            SessionCodes codes,
            Revocation revocation,
            Attachments derived,
            RenewalSchedule due,
            BackgroundTasks background,
            Predicate<Credential> isEnded,
            LogWriter log) {
        this.tokens = tokens;
        this.renewal = renewal;
        this.renewed = renewed;
        this.codes = codes;
        this.revocation = revocation;
        this.derived = derived;
        this.due = due;
        this.background = background;
        this.isEnded = isEnded;
        this.log = log;
        tokens.whenRemoved(derived.exchange()::end);
        tokens.whenDropped((session, set) -> {
            derived.userInfos().forget(set.token());
            revocation.soon(set);
        });
        tokens.whenNotStored(revocation::ofUnused);
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public Token token(Credential session, Renewal wanted) {
        if (isEnded.test(session)) {
            throw new AuthenticationRequired("The session has been ended here, and its tokens with it");
        }
        TokenSet kept = kept(session, wanted);
        if (kept != null && wanted == Renewal.IF_DUE && isGoodEnough(session, kept)) {
            return kept.token();
        }
        RenewalResult result = renewal.run(session, kept, wanted == Renewal.FORCE);
        return result instanceof RenewalResult.NoAnswer && kept != null && wanted == Renewal.IF_DUE && isUsable(kept)
                ? kept.token()
                : result.orElseThrow().token();
    }

    /** Returns the stored set, or while the store does not answer one that was seen lately and can still be used. */
    private @Nullable TokenSet kept(Credential session, Renewal wanted) {
        try {
            return tokens.get(session.digest()).orElse(null);
        } catch (Unavailable e) {
            return tokens.seenLately(session.digest())
                    .filter(seen -> wanted == Renewal.IF_DUE && isUsable(seen))
                    .orElseThrow(() -> e);
        }
    }

    @Override
    public SessionCodes codes() {
        return codes;
    }

    @Override
    public Optional<Token> stored(Credential session) {
        return isEnded.test(session)
                ? Optional.empty()
                : tokens.getOrSeenLately(session.digest()).map(TokenSet::token);
    }

    /** Accepts a token that is due as well, for a moment after a renewal that AM did not answer. */
    private boolean isGoodEnough(Credential session, TokenSet kept) {
        Freshness freshness = tokens.freshness(kept);
        return freshness == Freshness.FRESH
                || (freshness != Freshness.EXPIRED && due.isPausedByFailure(session.digest()));
    }

    private boolean isUsable(TokenSet kept) {
        return tokens.freshness(kept) != Freshness.EXPIRED;
    }

    @Override
    public void renewIfDue(Credential session) {
        if (due.take(session.digest())
                && !isEnded.test(session)
                && !background.submit(() -> renewInBackground(session))) {
            due.pause(session.digest());
        }
    }

    private void renewInBackground(Credential session) {
        TokenSet kept;
        try {
            kept = tokens.get(session.digest()).orElse(null);
        } catch (Unavailable e) {
            due.pause(session.digest());
            return;
        }
        if (kept == null || isEnded.test(session)) {
            due.forget(session.digest());
        } else if (renewal.run(session, kept, false) instanceof RenewalResult.Failed failed) {
            LOG.log(System.Logger.Level.INFO, "Tokens were not renewed ahead of time: {0}", failed);
        }
    }

    @Override
    public UserInfo userInfo(Credential session, Renewal wanted) {
        return derived.userInfos().get(token(session, Renewal.IF_DUE), wanted);
    }

    @Override
    public void revoke(Credential session) {
        List<TokenSet> ended = new ArrayList<>(derived.exchange().take(session).tokens());
        log.add(LogRecord.Kind.TOKENS_ENDED, session.digest(), Instant.EPOCH, IN_PROGRESS);
        forget(session.digest(), tokens::remove).ifPresent(set -> ended.add(0, set));
        revocation.confirmedSets(ended);
    }

    @Override
    public Optional<TokenSet> forget(TokenDigest session) {
        return forget(session, tokens::end);
    }

    private Optional<TokenSet> forget(TokenDigest session, Function<TokenDigest, Optional<TokenSet>> removal) {
        renewed.cancel(session);
        Optional<TokenSet> ended = removal.apply(session);
        ended.ifPresent(set -> {
            derived.userInfos().forget(set.token());
            revocation.markEnded(set.token());
        });
        derived.exchange().end(session);
        return ended;
    }

    @Override
    public Optional<TokenSet> find(TokenDigest session) {
        return tokens.get(session);
    }

    @Override
    public void abandon(TokenDigest session) {
        forget(session).ifPresent(revocation::soon);
    }

    @Override
    public void endedByOther(TokenDigest session) {
        renewed.cancel(session);
        due.forget(session);
        tokens.forgetSeen(session);
    }

    @Override
    public void schedule(TokenDigest session) {
        if (!due.has(session)) {
            // if the store does not answer, the session's next use schedules it
            boolean unused = background.submit(() -> tokens.getOrSeenLately(session));
        }
    }

    @Override
    public void discard(TokenSet gone) {
        revocation.soon(gone);
    }

    @Override
    public void begin(AppSession session, TokenSet set) {
        if (!tokens.replace(session.digest(), null, set)) {
            throw new IllegalStateException("a new session has tokens already");
        }
    }

    @Override
    public void prolong(TokenDigest session) {
        tokens.prolong(session);
    }

    @Override
    public void onExpired(Consumer<AppSession> listener) {
        renewed.onExpired(listener);
    }

    @Override
    public void onEndedAtAm(Consumer<TokenDigest> listener) {
        renewed.onEndedAtAm(listener);
    }

    @Override
    public void observedBy(Observers observers, Function<Credential, String> names) {
        renewed.observedBy(observers, names);
    }
}
