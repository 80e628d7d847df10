package org.journeyguard.internal.appsession;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.index.SessionIndex;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.TokenSet;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.token.TokenKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Manages the application's own sessions (app sessions), which start after a sign-in by the authorization code flow. The store keeps each
 * beside its tokens, with the ID token of its start, so revoking the tokens ends no session. A session ends after its idle time, after its
 * maximum lifetime, or when AM refuses its refresh token.
 */
public final class AppSessions {
    private static final System.Logger LOG = System.getLogger(AppSessions.class.getName());

    private final StoredAppSessions sessions;
    private final SessionRegistry known;
    private final UserAppSessions ofUsers;
    private final AppSessionEnd end;
    private final AppSessionValidator validator;
    private final LogoutRecords logouts;
    private final Duration lifetime;
    private volatile Consumer<EndedAppSession> whenPushedOut;

    /**
     * @param lateEnds ends sessions when the store answers again
     * @param index knows the sessions of users, of all nodes
     * @param limiter limits concurrent store lookups, each of which may hold a thread for as long as the store takes
     */
    public AppSessions(
            SessionStore<AppSessionState> store,
            BiConsumer<TokenDigest, Runnable> lateEnds,
            SessionIndex index,
            CodeGrant codes,
            TokenKeeper keeper,
            Tombstones tombstones,
            CallLimiter limiter,
            LogoutRecords logouts,
            BackgroundTasks background,
            AppSessionSettings settings,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.logouts = logouts;
        this.lifetime = settings.lifetime();
        this.whenPushedOut = ended -> ended.tokens().ifPresent(keeper::discard);
        this.known = new SessionRegistry(
                settings.idleTime(), settings.maxSessions(), settings.maxSessionsPerUser(), nanoTime);
        this.sessions = new StoredAppSessions(
                store, known, codes, keeper, background, tombstones, settings.idleTime(), settings.cacheTtl(), clock);
        this.end = new AppSessionEnd(sessions, lateEnds, limiter);
        this.ofUsers = new UserAppSessions(sessions, index, end, logouts);
        this.validator =
                new AppSessionValidator(sessions, end, logouts, limiter, settings.lookupTimeout(), nanoTime, observers);
        known.whenUnused(digest -> {
            boolean unused = background.submit(() -> end.unused(digest));
        });
        store.whenRemoved(known::remove);
        keeper.onExpired(this::over);
    }

    /** The result of starting a session. */
    public enum Beginning {
        /** It has started. */
        BEGUN,
        /** There are already {@code journey.app-session.max-sessions}, none of them the user's. */
        FULL,
        /** The user signed out during the sign-in; the tokens are revoked in the background. */
        SIGNED_OUT
    }

    /** Sets the listener that handles the tokens of sessions ended by newer sessions of the same user. */
    public void whenPushedOut(Consumer<EndedAppSession> listener) {
        whenPushedOut = listener;
    }

    /** Returns whether users without a session cannot sign in. */
    public boolean isFull() {
        return known.isFull();
    }

    /**
     * Starts the session of a user who has signed in. If the user then has more than {@code journey.app-session.max-sessions-per-user}, the
     * oldest end.
     *
     * @param departedAt when the sign-in left for AM
     * @throws Unavailable if the store does not answer; no session has started then
     */
    public Beginning begin(AppSession session, TokenSet tokens, AppIdentity identity, Instant departedAt) {
        Instant now = sessions.clock().instant();
        Instant endsAt = now.plus(lifetime);
        AppSessionState stored = new AppSessionState(tokens.token().idToken().orElse(null), departedAt, now, endsAt);
        TokenDigest digest = session.digest();
        if (!known.begin(
                digest,
                new KnownAppSession(identity, stored, now, now.plus(sessions.believed())),
                known.isFull() && ofUsers.hasKnown(identity))) {
            return Beginning.FULL;
        }
        List<TokenDigest> surplus = List.of();
        boolean hasBegun = false;
        try {
            Duration kept = AppSessionRules.kept(endsAt, sessions.idleTime(), now);
            if (!sessions.store().replace(digest, null, stored, kept)) {
                throw new IllegalStateException("a new session is there already");
            }
            sessions.keeper().begin(session, tokens);
            surplus = ofUsers.surplus(identity, digest);
            hasBegun = true;
        } finally {
            if (!hasBegun) {
                withdraw(digest);
            }
        }
        // checked after storing, so that a concurrent logout finds the session
        if (sessions.tombstones().has(session) || logouts.isOutdated(identity.claims(), departedAt)) {
            over(session);
            sessions.keeper().abandon(digest);
            return Beginning.SIGNED_OUT;
        }
        for (TokenDigest each : surplus) {
            end(each).ifPresent(whenPushedOut);
        }
        return Beginning.BEGUN;
    }

    /** Removes what is left of a session that has not begun; the caller revokes its tokens. */
    private void withdraw(TokenDigest digest) {
        known.remove(digest);
        try {
            Optional<AppSessionState> state = sessions.store().remove(digest);
            Optional<TokenSet> unused =
                    state.flatMap(stored -> sessions.keeper().forget(digest));
        } catch (RuntimeException e) {
            // no browser knows the session, and it expires
            LOG.log(System.Logger.Level.DEBUG, "A session that has not begun is left in the store", e);
        }
    }

    /**
     * Validates a session. Renews its tokens in the background when they are due.
     *
     * @param isUse whether this is use of the session, which extends it
     */
    public Authentication<AppIdentity> validate(AppSession session, boolean isUse) {
        return validator.validate(session, isUse);
    }

    /** Returns the user of a valid session without using it; empty if it has ended or the store is unavailable. */
    public Optional<AppIdentity> userOf(AppSession session) {
        return validate(session, false) instanceof Authentication.Authenticated<AppIdentity> present
                ? Optional.of(present.identity())
                : Optional.empty();
    }

    /** Returns whether all uses of a session so far are stored. */
    public boolean isNoted(AppSession session) {
        return sessions.isNoted(session.digest());
    }

    /**
     * Ends a valid session here, at once and whatever happens to its tokens at AM. Unknown sessions get no tombstones, which strangers
     * could fill up.
     *
     * @return what remains to be ended at AM; empty if there was no such session, or it has ended before
     * @throws Unavailable if it is not cached here and too many store lookups are in progress
     */
    public Optional<EndedAppSession> end(AppSession session) {
        return end.ofClient(session.digest());
    }

    /** Ends a session as {@link #end(AppSession)} does, by a digest that no client can choose. */
    public Optional<EndedAppSession> end(TokenDigest digest) {
        return end.of(digest);
    }

    /** Handles a session that has expired or been replaced: revokes its tokens at AM in the background. */
    public void over(AppSession session) {
        over(session.digest());
    }

    /** Handles an ended session as {@link #over(AppSession)} does, by a digest that no client can choose. */
    public void over(TokenDigest session) {
        end.expired(session);
    }

    /** Returns the owner of a cached session; null for any other. */
    public @Nullable AppIdentity identity(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        return mine == null ? null : mine.identity();
    }

    /** Returns when a cached session expires if it is not used; null for any other. */
    public @Nullable Instant endsAt(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        if (mine == null) {
            return null;
        }
        Instant idle = mine.usedAt().plus(sessions.idleTime());
        return idle.isBefore(mine.endsAt()) ? idle : mine.endsAt();
    }

    /** Forgets a session that has ended on another node. */
    public void forget(TokenDigest session) {
        known.remove(session);
    }

    /** Returns the number of sessions known to this node. */
    public long size() {
        return known.size();
    }

    /** Ends a session like {@link #end(AppSession)} because its user signs out; pending sign-ins to it are cancelled. */
    public Optional<EndedAppSession> signOut(AppSession session) {
        Optional<EndedAppSession> ended = end(session);
        ended.ifPresent(each ->
                logouts.add(each.identity().claims(), false, sessions.clock().instant()));
        return ended;
    }

    /** Returns the sessions by user. */
    public UserAppSessions ofUsers() {
        return ofUsers;
    }

    /** Revokes the tokens of an ended session at AM in the background. */
    public void discard(EndedAppSession ended) {
        ended.tokens().ifPresent(sessions.keeper()::discard);
    }
}
