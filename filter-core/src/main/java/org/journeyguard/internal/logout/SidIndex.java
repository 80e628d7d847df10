package org.journeyguard.internal.logout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.internal.store.AppSessionState;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Maps AM's {@code sid} and {@code sub} to this application's stored sessions, by the ID tokens stored with them. Knows what this node has
 * stored or read for as long as it is stored, and evicts nothing. A lookup scans all entries: it happens only once per logout at AM,
 * whereas a two-way index would have to be maintained on each request.
 */
public final class SidIndex {
    /** AM's longest session lifetime, for entries that another node has stored. */
    private static final Duration ASSUMED = Duration.ofHours(24);

    private final Function<String, Claims> idTokens;
    private final Cache<StoreKey, Stated> stated;
    private final Policy.VarExpiration<StoreKey, Stated> ends;

    /** An ID token's claims about its session; empty where absent. */
    private record Stated(String sid, String subject) {}

    /**
     * @param idTokens returns the claims of an ID token that was verified before
     * @param nanoTime monotonic time
     */
    public SidIndex(Function<String, Claims> idTokens, LongSupplier nanoTime) {
        this.idTokens = idTokens;
        this.stated = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<StoreKey, Stated>writing((key, value) -> ASSUMED))
                .build();
        this.ends = stated.policy().expireVariably().orElseThrow();
    }

    /**
     * Finds the sessions that AM has ended.
     *
     * @param sid AM's name for one session; empty for all of a user's
     * @param subject the user; ignored if there is a {@code sid}. PingAM sometimes writes {@code (usr!alice)}
     */
    public Set<StoreKey> find(Optional<String> sid, Optional<String> subject) {
        String user = subject.map(Subject::plain).orElse("");
        Set<StoreKey> found = new LinkedHashSet<>();
        stated.asMap().forEach((key, each) -> {
            boolean matches =
                    sid.isPresent() ? sid.get().equals(each.sid()) : !user.isEmpty() && user.equals(each.subject());
            if (matches) {
                found.add(key);
            }
        });
        return found;
    }

    /** Returns the number of known sessions. */
    public long size() {
        stated.cleanUp();
        return stated.estimatedSize();
    }

    private void note(StoreKey key, Optional<String> idToken, @Nullable Duration lasts) {
        if (stated.getIfPresent(key) != null) {
            if (lasts != null) {
                ends.setExpiresAfter(key, lasts);
            }
            return;
        }
        Claims claims = idToken.map(idTokens).orElse(Claims.NONE);
        String sid = claims.text("sid").orElse("");
        String subject = Subject.plain(claims.text("sub").orElse(""));
        if (!sid.isEmpty() || !subject.isEmpty()) {
            Stated unused = ends.put(key, new Stated(sid, subject), lasts == null ? ASSUMED : lasts);
        }
    }

    /** Wraps stores so that this index sees all their reads and writes. */
    public SessionStores over(SessionStores stores) {
        return new SessionStores(
                new Indexed<>(stores.tokens(), Kind.TOKENS, set -> set.token().idToken()),
                new Indexed<>(stores.appSessions(), Kind.APP_SESSION, AppSessionState::startedWith),
                stores.leases(),
                () -> {
                    stated.invalidateAll();
                    stores.close();
                });
    }

    /** Updates the index. */
    private final class Indexed<V> implements SessionStore<V> {
        private final SessionStore<V> store;
        private final Kind kind;
        private final Function<V, Optional<String>> idToken;

        Indexed(SessionStore<V> store, Kind kind, Function<V, Optional<String>> idToken) {
            this.store = store;
            this.kind = kind;
            this.idToken = idToken;
            store.whenRemoved(session -> stated.invalidate(key(session)));
        }

        private StoreKey key(TokenDigest session) {
            return new StoreKey(kind, session);
        }

        @Override
        public Optional<V> get(TokenDigest session) {
            Optional<V> found = store.get(session);
            if (found.isPresent()) {
                note(key(session), idToken.apply(found.get()), null);
            } else {
                stated.invalidate(key(session));
            }
            return found;
        }

        @Override
        public Optional<V> seenLately(TokenDigest session) {
            return store.seenLately(session);
        }

        @Override
        public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
            boolean isReplaced = store.replace(session, present, next, lasts);
            if (isReplaced) {
                note(key(session), idToken.apply(next), lasts);
            }
            return isReplaced;
        }

        @Override
        public Optional<V> remove(TokenDigest session) {
            Optional<V> removed = store.remove(session);
            stated.invalidate(key(session));
            return removed;
        }

        @Override
        public void whenRemoved(Consumer<TokenDigest> listener) {
            store.whenRemoved(listener);
        }

        @Override
        public void whenDropped(BiConsumer<TokenDigest, V> listener) {
            store.whenDropped(listener);
        }
    }
}
