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
import org.journeyguard.Token;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.config.JourneyConfig;
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
import org.journeyguard.internal.store.Tombstones;
import org.journeyguard.internal.token.CodeGrant;
import org.journeyguard.internal.token.LogoutRecords;
import org.journeyguard.internal.token.TokenKeeper;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * The application's own sessions, which begin when somebody has signed in by the authorization code flow. Each is kept in the store
 * beside its tokens, with the ID token that it began with: revoking the tokens ends no session. It lasts until it was idle for
 * too long, until its longest life is over, or until AM refuses its refresh token.
 */
public final class AppSessions {
    private static final System.Logger LOG = System.getLogger(AppSessions.class.getName());
    private static final String TOO_MANY = "too many sessions in question at once";

    private final TokenStore store;
    private final String prefix;
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
     * What a session has left behind that was ended here. {@code toString()} shows no secret.
     *
     * @param identity whose it was
     * @param idToken that it began with
     * @param tokens that it had last; empty when they were revoked
     * @param matters how long what belongs to it could live on
     */
    public record Ended(AppIdentity identity, Optional<String> idToken, Optional<TokenSet> tokens, Duration matters) {
        /** The user as he was. */
        public LogoutContext farewell(boolean everywhere) {
            return new LogoutContext(
                    identity.name(), identity.realm(), Optional.empty(), tokens.map(TokenSet::token), everywhere);
        }

        @Override
        public String toString() {
            return "Ended(" + identity.name() + ")";
        }
    }

    /**
     * What the store has.
     *
     * @param session null for none, or for no answer
     * @param otherwise what that comes to
     */
    private record Lookup(@Nullable KnownAppSession session, Authentication<AppIdentity> otherwise) {
        static Lookup silent(String what) {
            return new Lookup(null, new Authentication.Unavailable<>(new Outage(what)));
        }
    }

    /**
     * @param application what sets the keys of this application apart in the store
     * @param limiter how many are looked up in the store at once: each may hold a thread for as long as the store takes
     */
    public AppSessions(
            TokenStore store,
            String application,
            CodeGrant codes,
            TokenKeeper keeper,
            Tombstones tombstones,
            CallLimiter limiter,
            LogoutRecords logouts,
            BackgroundTasks background,
            JourneyConfig config,
            Clock clock,
            LongSupplier nanoTime,
            Observers observers) {
        this.store = store;
        this.prefix = "session|" + application;
        this.codes = codes;
        this.keeper = keeper;
        this.tombstones = tombstones;
        this.limiter = limiter;
        this.lookups = new SingleFlight<>(limiter.waiting(Priority.CONFIRMED), nanoTime);
        this.patience = config.am().timeout();
        this.logouts = logouts;
        this.background = background;
        this.lifetime = config.login().appSession().lifetime();
        this.idleTime = config.login().appSession().idleTime();
        this.believed = config.sessions().cacheTtl();
        this.clock = clock;
        this.observers = observers;
        this.whenPushedOut = ended -> ended.tokens().ifPresent(keeper::discard);
        JourneyConfig.AppSessions settings = config.login().appSession();
        this.known = new SessionRegistry(idleTime, settings.maxSessions(), settings.maxSessionsPerUser(), nanoTime);
        known.whenUnused(digest -> {
            boolean unused = background.submit(() -> lapse(digest));
        });
        store.whenRemoved(key -> {
            if (key.startsWith(prefix)) {
                known.remove(TokenDigest.parse(key.substring(prefix.length())));
            }
        });
        keeper.whenOver(this::over);
    }

    /** What comes of the wish to begin a session. */
    enum Beginning {
        /** It has begun. */
        BEGUN,
        /** There are {@code journey.app-session.max-sessions} already, and it is none of their users'. */
        FULL,
        /** It was signed out while the sign-in was under way; its tokens end at AM in the background. */
        SIGNED_OUT
    }

    /** Is told of each session that ends because its user has begun others; sees to its tokens. */
    public void whenPushedOut(Consumer<Ended> listener) {
        whenPushedOut = listener;
    }

    /** Whether nobody can sign in who has no session yet. */
    boolean isFull() {
        return known.isFull();
    }

    /**
     * Begins the session of somebody who has signed in. Where the user has more than {@code journey.app-session.max-sessions-per-user}
     * then, the oldest end.
     *
     * @param departedAt when the sign-in left for AM
     * @throws RuntimeException when the store fails; nothing has begun then
     */
    Beginning begin(AppSession session, TokenSet tokens, AppIdentity identity, Instant departedAt) {
        Instant now = clock.instant();
        Instant endsAt = now.plus(lifetime);
        Token bare = new Token(
                "",
                null,
                tokens.token().idToken().orElse(null),
                "session",
                tokens.token().scope(),
                endsAt);
        TokenSet stored = new TokenSet(bare, now, now, false);
        TokenDigest digest = session.digest();
        if (!known.begin(digest, new KnownAppSession(identity, stored, now, now.plus(believed)))) {
            return Beginning.FULL;
        }
        boolean isStored = false;
        try {
            if (!store.replace(key(digest), null, stored, AppSessionRules.kept(endsAt, idleTime, now))) {
                throw new IllegalStateException("a new session is there already");
            }
            keeper.begin(session, tokens);
            isStored = true;
        } finally {
            if (!isStored) {
                known.remove(digest);
            }
        }
        // looked at afterwards: an end that comes now finds what is stored
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
     * Whether a session is good; whoever asks looks at tombstones. Its tokens are renewed in the background when they are due.
     *
     * @param isUse whether this is use of it, which keeps it alive
     */
    public Authentication<AppIdentity> validate(AppSession session, boolean isUse) {
        try {
            return found(session, isUse);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Sessions can't be looked up in the store", e);
            return new Authentication.Unavailable<>(new Outage("the store of sessions fails"));
        }
    }

    /** The user of a good session, without using it; empty when it has ended, or the store does not answer. */
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
            // it may have ended, or been used, on another node
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
            keeper.touch(session);
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
        TokenSet stored = store.get(key(digest)).orElse(null);
        AppIdentity identity = stored == null ? null : identity(stored, before);
        if (stored == null || identity == null) {
            known.remove(digest);
            return null;
        }
        Instant usedAt = stored.checkedAt();
        if (before != null && before.usedAt().isAfter(usedAt)) {
            usedAt = before.usedAt();
        }
        KnownAppSession read = new KnownAppSession(identity, stored, usedAt, now.plus(believed));
        known.add(digest, read);
        return read;
    }

    private @Nullable AppIdentity identity(TokenSet stored, @Nullable KnownAppSession before) {
        return before != null
                ? before.identity()
                : stored.token().idToken().flatMap(codes::identity).orElse(null);
    }

    private void note(TokenDigest digest, KnownAppSession mine) {
        if (mine.takeNote(AppSessionRules.unnoted(idleTime)) && !background.submit(() -> writeDown(digest, mine))) {
            mine.noted(mine.stored());
        }
    }

    private void writeDown(TokenDigest digest, KnownAppSession mine) {
        TokenSet present = mine.stored();
        TokenSet next = present.checked(mine.usedAt(), mine.endsAt());
        TokenSet now = present;
        try {
            Duration kept = AppSessionRules.kept(mine.endsAt(), idleTime, mine.usedAt());
            boolean isNoted = store.replace(key(digest), present, next, kept);
            now = isNoted ? next : store.get(key(digest)).orElse(present);
            keeper.prolong(digest);
        } finally {
            mine.noted(now);
        }
    }

    /** Whether all use of a session so far is written down. */
    boolean isNoted(AppSession session) {
        KnownAppSession mine = known.find(session.digest());
        return mine != null && mine.usedAt().equals(mine.stored().checkedAt());
    }

    /**
     * Ends a session here, at once and whatever becomes of its tokens at AM, if it was good: strangers get no tombstones.
     *
     * @return what is left to be ended at AM; empty when there was no such session, or it has been ended before
     * @throws Unavailable when it is not remembered here, and too many are looked up in the store already
     */
    public Optional<Ended> end(AppSession session) {
        return known.find(session.digest()) != null
                ? end(session.digest())
                : limiter.check(Priority.UNCONFIRMED, () -> end(session.digest()), () -> {
                    throw new Unavailable(TOO_MANY, Outage.SOON);
                });
    }

    /** As {@link #end(AppSession)}, of a session whose digest no stranger can choose. */
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
        Duration matters = SessionRules.surelyOver(Duration.between(now, mine.endsAt()));
        tombstones.set(digest, matters);
        known.remove(digest);
        Optional<TokenSet> removed = store.remove(key(digest));
        return Optional.of(new Ended(
                mine.identity(), removed.orElse(mine.stored()).token().idToken(), keeper.forget(digest), matters));
    }

    /** A session is over by itself, or another one has come in its place: its tokens end at AM in the background. */
    public void over(AppSession session) {
        over(session.digest());
    }

    /** As {@link #over(AppSession)}, of a session whose digest no stranger can choose. */
    public void over(TokenDigest session) {
        end(session).flatMap(Ended::tokens).ifPresent(keeper::discard);
    }

    /** Whose session it is, if it is remembered; null for any other. */
    public @Nullable AppIdentity identity(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        return mine == null ? null : mine.identity();
    }

    /** A session went unused on this node: unless another one has seen it used, it is over. */
    private void lapse(TokenDigest digest) {
        TokenSet stored = store.get(key(digest)).orElse(null);
        if (stored == null) {
            keeper.abandon(digest);
        } else if (AppSessionRules.isOver(
                stored.token().expiresAt().orElseThrow(), stored.checkedAt(), idleTime, clock.instant())) {
            over(digest);
        }
    }

    /** When a session that is remembered ends if nobody uses it; null for any other. */
    public @Nullable Instant endsAt(TokenDigest digest) {
        KnownAppSession mine = known.find(digest);
        if (mine == null) {
            return null;
        }
        Instant idle = mine.usedAt().plus(idleTime);
        return idle.isBefore(mine.endsAt()) ? idle : mine.endsAt();
    }

    /** How many there are, as far as this node knows. */
    public long size() {
        return known.size();
    }

    /** Ends a session as {@link #end(AppSession)} does, because its user signs out: sign-ins to it that are under way end with it. */
    public Optional<Ended> signOut(AppSession session) {
        Optional<Ended> ended = end(session);
        ended.ifPresent(each -> logouts.add(each.identity().claims(), false, clock.instant()));
        return ended;
    }

    /**
     * Ends all sessions of a user that this node knows of, as {@link #signOut} ends one, and all sign-ins that are under way.
     *
     * @param owner {@link AppIdentity#owner()}
     * @param claims what AM calls the user
     */
    public List<Ended> endAllOf(String owner, Claims claims) {
        logouts.add(claims, true, clock.instant());
        List<Ended> ended = new ArrayList<>();
        for (TokenDigest each : known.of(owner)) {
            end(each).ifPresent(ended::add);
        }
        return ended;
    }

    private String key(TokenDigest digest) {
        return prefix + digest;
    }
}
