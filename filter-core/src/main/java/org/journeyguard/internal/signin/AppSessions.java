package org.journeyguard.internal.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.LogoutContext;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.config.AppSessionSettings;
import org.journeyguard.internal.credential.AppIdentity;
import org.journeyguard.internal.credential.AppSession;
import org.journeyguard.internal.credential.Authentication;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.Outage;
import org.journeyguard.internal.observe.Observers;
import org.journeyguard.internal.resilience.BackgroundTasks;
import org.journeyguard.internal.resilience.CallLimiter;
import org.journeyguard.internal.resilience.Priority;
import org.journeyguard.internal.resilience.SingleFlight;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.spi.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Manages the application's own sessions (app sessions), which start after a sign-in by the authorization code flow. The store keeps each
 * beside its tokens, with the ID token of its start, so revoking the tokens ends no session. A session ends after its idle time, after its
 * maximum lifetime, or when AM refuses its refresh token.
 */
public final class AppSessions {
    private static final System.Logger LOG = System.getLogger(AppSessions.class.getName());
    private static final String TOO_MANY = "too many sessions in question at once";

    private final SessionStore<AppSessionState> store;
    private final CodeGrant codes;
    private final TokenKeeper keeper;
    private final Tombstones tombstones;
    private final CallLimiter limiter;
    private final SingleFlight<TokenDigest, Lookup> lookups;
    private final Duration patience;
    private final LogoutRecords logouts;
    private final BackgroundTasks background;
    private final Duration lifetime;
    private final Duration idleTime;
    private final Duration believed;
    private final Clock clock;
    private final Observers observers;
    private final SessionRegistry known;
    private volatile Consumer<Ended> whenPushedOut;

    /**
     * What remains of a session that was ended here. {@code toString()} shows no secret.
     *
     * @param identity of its user
     * @param idToken from its start
     * @param tokens its last tokens; empty if they were revoked
     * @param worthRetryingFor how long its tokens could still be valid
     */
    public record Ended(
            AppIdentity identity, Optional<String> idToken, Optional<TokenSet> tokens, Duration worthRetryingFor) {
        /** Returns a snapshot of the user. */
        public LogoutContext context(boolean everywhere) {
            return new LogoutContext(
                    identity.name(), identity.realm(), Optional.empty(), tokens.map(TokenSet::token), everywhere);
        }

        @Override
        public String toString() {
            return "Ended(" + identity.name() + ")";
        }
    }

    /**
     * The result of a store lookup.
     *
     * @param session null if there is none, or the store fails
     * @param otherwise the result in that case
     */
    private record Lookup(@Nullable KnownAppSession session, Authentication<AppIdentity> otherwise) {
        static Lookup silent(String what) {
            return new Lookup(null, new Authentication.Unavailable<>(new Outage(what)));
        }
    }

    /**
     * @param limiter limits concurrent store lookups, each of which may hold a thread for as long as the store takes
     */
    public AppSessions(
            SessionStore<AppSessionState> store,
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
        this.store = store;
        this.codes = codes;
        this.keeper = keeper;
        this.tombstones = tombstones;
        this.limiter = limiter;
        this.lookups = new SingleFlight<>(limiter.waiting(Priority.CONFIRMED), nanoTime);
        this.patience = settings.lookupTimeout();
        this.logouts = logouts;
        this.background = background;
        this.lifetime = settings.lifetime();
        this.idleTime = settings.idleTime();
        this.believed = settings.cacheTtl();
        this.clock = clock;
        this.observers = observers;
        this.whenPushedOut = ended -> ended.tokens().ifPresent(keeper::discard);
        this.known = new SessionRegistry(idleTime, settings.maxSessions(), settings.maxSessionsPerUser(), nanoTime);
        known.whenUnused(digest -> {
            boolean unused = background.submit(() -> lapse(digest));
        });
        store.whenRemoved(known::remove);
        keeper.onExpired(this::over);
    }

    /** The result of starting a session. */
    enum Beginning {
        /** It has started. */
        BEGUN,
        /** There are already {@code journey.app-session.max-sessions}, none of them the user's. */
        FULL,
        /** The user signed out during the sign-in; the tokens are revoked in the background. */
        SIGNED_OUT
    }

    /** Sets the listener that handles the tokens of sessions ended by newer sessions of the same user. */
    public void whenPushedOut(Consumer<Ended> listener) {
        whenPushedOut = listener;
    }

    /** Returns whether users without a session cannot sign in. */
    boolean isFull() {
        return known.isFull();
    }

    /**
     * Starts the session of a user who has signed in. If the user then has more than {@code journey.app-session.max-sessions-per-user}, the
     * oldest end.
     *
     * @param departedAt when the sign-in left for AM
     * @throws RuntimeException if the store fails; no session has started then
     */
    Beginning begin(AppSession session, TokenSet tokens, AppIdentity identity, Instant departedAt) {
        Instant now = clock.instant();
        Instant endsAt = now.plus(lifetime);
        AppSessionState stored = new AppSessionState(tokens.token().idToken().orElse(null), now, now, endsAt);
        TokenDigest digest = session.digest();
        if (!known.begin(digest, new KnownAppSession(identity, stored, now, now.plus(believed)))) {
            return Beginning.FULL;
        }
        boolean isStored = false;
        try {
            if (!store.replace(digest, null, stored, AppSessionRules.kept(endsAt, idleTime, now))) {
                throw new IllegalStateException("a new session is there already");
            }
            keeper.begin(session, tokens);
            isStored = true;
        } finally {
            if (!isStored) {
                known.remove(digest);
            }
        }
        // checked after storing, so that a concurrent logout finds the session
        if (tombstones.has(session) || logouts.isOutdated(identity.claims(), departedAt)) {
            over(session);
            keeper.abandon(digest);
            return Beginning.SIGNED_OUT;
        }
        for (TokenDigest surplus : known.surplus(identity.owner(), digest)) {
            end(surplus).ifPresent(whenPushedOut);
        }
        return Beginning.BEGUN;
    }

    /**
     * Validates a session; callers check tombstones themselves. Renews its tokens in the background when they are due.
     *
     * @param isUse whether this is use of the session, which extends it
     */
    public Authentication<AppIdentity> validate(AppSession session, boolean isUse) {
        try {
            return found(session, isUse);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions can't be looked up in the store", e);
            return new Authentication.Unavailable<>(new Outage("the store of sessions fails"));
        }
    }

    /** Returns the user of a valid session without using it; empty if it has ended or the store is unavailable. */
    Optional<AppIdentity> userOf(AppSession session) {
        return !tombstones.has(session)
                        && validate(session, false) instanceof Authentication.Authenticated<AppIdentity> present
                        && !tombstones.has(session)
                ? Optional.of(present.identity())
                : Optional.empty();
    }

    private Authentication<AppIdentity> found(AppSession session, boolean isUse) {
        Instant now = clock.instant();
        KnownAppSession mine = known.find(session.digest());
        if (mine == null || !mine.isBelievable(now) || mine.isOver(idleTime, now)) {
            observers.cacheLookup(false);
            // another node may have ended or used it
            Lookup lookup = lookUp(session.digest(), mine);
            KnownAppSession read = lookup.session;
            if (read == null) {
                return lookup.otherwise;
            }
            mine = read;
        } else {
            observers.cacheLookup(true);
        }
        if (mine.isOver(idleTime, now)) {
            over(session);
            return Authentication.refused();
        }
        if (isUse) {
            mine.use(now);
            note(session.digest(), mine);
            keeper.renewIfDue(session);
        }
        return mine.authentication();
    }

    private Lookup lookUp(TokenDigest digest, @Nullable KnownAppSession before) {
        Priority priority = Priority.of(before != null);
        return lookups.run(
                limiter.waiting(priority),
                digest,
                () -> limiter.check(
                        priority,
                        () -> new Lookup(read(digest, before, clock.instant()), Authentication.refused()),
                        () -> Lookup.silent(TOO_MANY)),
                patience,
                () -> Lookup.silent("the store of sessions does not answer in time"));
    }

    private @Nullable KnownAppSession read(TokenDigest digest, @Nullable KnownAppSession before, Instant now) {
        AppSessionState stored = store.get(digest).orElse(null);
        AppIdentity identity = stored == null ? null : identity(stored, before);
        if (stored == null || identity == null) {
            known.remove(digest);
            return null;
        }
        Instant usedAt = stored.usedAt();
        if (before != null && before.usedAt().isAfter(usedAt)) {
            usedAt = before.usedAt();
        }
        KnownAppSession read = new KnownAppSession(identity, stored, usedAt, now.plus(believed));
        known.add(digest, read);
        return read;
    }

    private @Nullable AppIdentity identity(AppSessionState stored, @Nullable KnownAppSession before) {
        return before != null
                ? before.identity()
                : stored.startedWith().flatMap(codes::identity).orElse(null);
    }

    private void note(TokenDigest digest, KnownAppSession mine) {
        if (mine.takeNote(AppSessionRules.unnoted(idleTime)) && !background.submit(() -> writeDown(digest, mine))) {
            mine.noted(mine.stored());
        }
    }

    private void writeDown(TokenDigest digest, KnownAppSession mine) {
        AppSessionState present = mine.stored();
        AppSessionState next = present.usedAt(mine.usedAt());
        AppSessionState now = present;
        try {
            Duration kept = AppSessionRules.kept(mine.endsAt(), idleTime, mine.usedAt());
            boolean isNoted = store.replace(digest, present, next, kept);
            now = isNoted ? next : store.get(digest).orElse(present);
            keeper.prolong(digest);
        } finally {
            mine.noted(now);
        }
    }

    /** Returns whether all uses of a session so far are stored. */
    boolean isNoted(AppSession session) {
        KnownAppSession mine = known.find(session.digest());
        return mine != null && mine.usedAt().equals(mine.stored().usedAt());
    }

    /**
     * Ends a valid session here, at once and whatever happens to its tokens at AM. Unknown sessions get no tombstones, which strangers
     * could fill up.
     *
     * @return what remains to be ended at AM; empty if there was no such session, or it has ended before
     * @throws Unavailable if it is not cached here and too many store lookups are in progress
     */
    public Optional<Ended> end(AppSession session) {
        return known.find(session.digest()) != null
                ? end(session.digest())
                : limiter.check(Priority.UNCONFIRMED, () -> end(session.digest()), () -> {
                    throw new Unavailable(TOO_MANY, Outage.SOON);
                });
    }

    /** Ends a session as {@link #end(AppSession)} does, by a digest that no client can choose. */
    public Optional<Ended> end(TokenDigest digest) {
        if (tombstones.has(digest)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        KnownAppSession mine = known.find(digest);
        if (mine == null) {
            mine = read(digest, null, now);
        }
        if (mine == null) {
            return Optional.empty();
        }
        Duration worthRetryingFor = SessionRules.untilExpiredAtAm(Duration.between(now, mine.endsAt()));
        tombstones.set(digest, worthRetryingFor);
        known.remove(digest);
        AppSessionState last = store.remove(digest).orElse(mine.stored());
        return Optional.of(
                new Ended(mine.identity(), last.startedWith(), keeper.forget(digest), worthRetryingFor));
    }

    /** Handles a session that has expired or been replaced: revokes its tokens at AM in the background. */
    public void over(AppSession session) {
        over(session.digest());
    }

    /** Handles an ended session as {@link #over(AppSession)} does, by a digest that no client can choose. */
    public void over(TokenDigest session) {
        end(session).flatMap(Ended::tokens).ifPresent(keeper::discard);
    }

    /** Returns the owner of a cached session; null for any other. */
    public @Nullable AppIdentity identity(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        return mine == null ? null : mine.identity();
    }

    /** Handles a session unused on this node: it has expired, unless another node has seen it used. */
    private void lapse(TokenDigest digest) {
        AppSessionState stored = store.get(digest).orElse(null);
        if (stored == null) {
            keeper.abandon(digest);
        } else if (AppSessionRules.isOver(stored.endsAt(), stored.usedAt(), idleTime, clock.instant())) {
            over(digest);
        }
    }

    /** Returns when a cached session expires if it is not used; null for any other. */
    public @Nullable Instant endsAt(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        if (mine == null) {
            return null;
        }
        Instant idle = mine.usedAt().plus(idleTime);
        return idle.isBefore(mine.endsAt()) ? idle : mine.endsAt();
    }

    /** Returns the number of sessions known to this node. */
    public long size() {
        return known.size();
    }

    /** Ends a session like {@link #end(AppSession)} because its user signs out; pending sign-ins to it are cancelled. */
    public Optional<Ended> signOut(AppSession session) {
        Optional<Ended> ended = end(session);
        ended.ifPresent(each -> logouts.add(each.identity().claims(), false, clock.instant()));
        return ended;
    }

    /**
     * Ends all of a user's sessions that this node knows, like {@link #signOut}, and cancels all pending sign-ins.
     *
     * @param owner {@link AppIdentity#owner()}
     * @param claims AM's names for the user
     */
    public List<Ended> endAllOf(String owner, Claims claims) {
        logouts.add(claims, true, clock.instant());
        List<Ended> ended = new ArrayList<>();
        for (TokenDigest each : known.of(owner)) {
            end(each).ifPresent(ended::add);
        }
        return ended;
    }
}
