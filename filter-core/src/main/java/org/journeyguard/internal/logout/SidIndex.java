package org.journeyguard.internal.logout;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Policy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.journeyguard.Claims;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.jwt.Subject;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Maps AM's {@code sid} and {@code sub} to this application's stored sessions, by the ID tokens stored with them. Knows what this node has
 * stored or read for as long as it is stored, and evicts nothing. A lookup scans all entries: it happens only once per logout at AM,
 * whereas a two-way index would have to be maintained on each request.
 */
public final class SidIndex {
    /** AM's longest session lifetime, for entries that another node has stored. */
    private static final Duration ASSUMED = Duration.ofHours(24);
    /** Key prefix of app sessions. */
    private static final String OWN = "session|";

    private final String application;
    private final Function<String, Claims> idTokens;
    private final Cache<String, Stated> stated;
    private final Policy.VarExpiration<String, Stated> ends;

    /** An ID token's claims about its session; empty where absent. */
    private record Stated(String sid, String subject) {}

    /**
     * A stored session.
     *
     * @param isOwn whether it is an app session, and not AM's session with tokens
     * @param session its digest
     */
    public record Found(boolean isOwn, TokenDigest session) {}

    /**
     * @param application key prefix of this application
     * @param idTokens returns the claims of an ID token that was verified before
     * @param nanoTime monotonic time
     */
    public SidIndex(String application, Function<String, Claims> idTokens, LongSupplier nanoTime) {
        this.application = application;
        this.idTokens = idTokens;
        this.stated = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<String, Stated>writing((key, value) -> ASSUMED))
                .build();
        this.ends = stated.policy().expireVariably().orElseThrow();
    }

    /**
     * Finds the sessions that AM has ended.
     *
     * @param sid AM's name for one session; empty for all of a user's
     * @param subject the user; ignored if there is a {@code sid}. PingAM sometimes writes {@code (usr!alice)}
     */
    public Set<Found> find(Optional<String> sid, Optional<String> subject) {
        String user = subject.map(Subject::plain).orElse("");
        Set<Found> found = new LinkedHashSet<>();
        for (Map.Entry<String, Stated> each : stated.asMap().entrySet()) {
            boolean matches = sid.isPresent()
                    ? sid.get().equals(each.getValue().sid())
                    : !user.isEmpty() && user.equals(each.getValue().subject());
            if (matches) {
                String key = each.getKey();
                boolean isOwn = key.startsWith(OWN);
                found.add(new Found(
                        isOwn, TokenDigest.parse(key.substring(application.length() + (isOwn ? OWN.length() : 0)))));
            }
        }
        return found;
    }

    /** Returns the number of known sessions. */
    public long size() {
        stated.cleanUp();
        return stated.estimatedSize();
    }

    private void note(String key, TokenSet set, @Nullable Duration lasts) {
        if (stated.getIfPresent(key) != null) {
            if (lasts != null) {
                ends.setExpiresAfter(key, lasts);
            }
            return;
        }
        boolean isOurs = key.startsWith(application) || key.startsWith(OWN + application);
        Claims claims = isOurs ? set.token().idToken().map(idTokens).orElse(Claims.NONE) : Claims.NONE;
        String sid = claims.text("sid").orElse("");
        String subject = Subject.plain(claims.text("sub").orElse(""));
        if (!sid.isEmpty() || !subject.isEmpty()) {
            Stated unused = ends.put(key, new Stated(sid, subject), lasts == null ? ASSUMED : lasts);
        }
    }

    /** Wraps a store so that this index sees all its reads and writes. */
    public TokenStore over(TokenStore store) {
        store.whenRemoved(stated::invalidate);
        return new Indexed(store);
    }

    /** Updates the index. */
    private final class Indexed implements TokenStore {
        private final TokenStore store;

        Indexed(TokenStore store) {
            this.store = store;
        }

        @Override
        public Optional<TokenSet> get(String key) {
            Optional<TokenSet> found = store.get(key);
            if (found.isPresent()) {
                note(key, found.get(), null);
            } else {
                stated.invalidate(key);
            }
            return found;
        }

        @Override
        public boolean replace(String key, @Nullable TokenSet present, TokenSet next, Duration lasts) {
            boolean isReplaced = store.replace(key, present, next, lasts);
            if (isReplaced) {
                note(key, next, lasts);
            }
            return isReplaced;
        }

        @Override
        public Optional<TokenSet> remove(String key) {
            Optional<TokenSet> removed = store.remove(key);
            stated.invalidate(key);
            return removed;
        }

        @Override
        public boolean lease(String key, String owner, Duration lasts) {
            return store.lease(key, owner, lasts);
        }

        @Override
        public void release(String key, String owner) {
            store.release(key, owner);
        }

        @Override
        public void whenRemoved(Consumer<String> listener) {
            store.whenRemoved(listener);
        }

        @Override
        public void close() {
            stated.invalidateAll();
            store.close();
        }
    }
}
