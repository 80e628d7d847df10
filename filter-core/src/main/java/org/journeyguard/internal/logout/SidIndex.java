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
 * Which of this application's stored sessions AM's {@code sid} and {@code sub} stand for, by the ID tokens that are stored with them.
 * Knows what this node has stored or read, as long as it is stored, and forgets no session in favour of another. Looking one up goes
 * through all: that happens once per logout at AM, and an index both ways would have to be kept right at each request.
 */
public final class SidIndex {
    /** As AM's longest sessions, for what another node has stored. */
    private static final Duration ASSUMED = Duration.ofHours(24);
    /** How the keys of the application's own sessions begin. */
    private static final String OWN = "session|";

    private final String application;
    private final Function<String, Claims> idTokens;
    private final Cache<String, Stated> stated;
    private final Policy.VarExpiration<String, Stated> ends;

    /** What an ID token says about its session; empty where it says nothing. */
    private record Stated(String sid, String subject) {}

    /**
     * A session that is stored.
     *
     * @param isOwn whether it is one of the application's own, and not AM's with tokens
     * @param session its digest
     */
    public record Found(boolean isOwn, TokenDigest session) {}

    /**
     * @param application how the keys of this application begin
     * @param idTokens what an ID token states that was checked before
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
     * The sessions that AM has ended.
     *
     * @param sid AM's name for one session; empty for all of a user
     * @param subject the user; counts only without {@code sid}. PingAM writes {@code (usr!alice)} here and there
     */
    public Set<Found> find(Optional<String> sid, Optional<String> subject) {
        String user = subject.map(Subject::plain).orElse("");
        Set<Found> found = new LinkedHashSet<>();
        for (Map.Entry<String, Stated> each : stated.asMap().entrySet()) {
            boolean isMeant = sid.isPresent()
                    ? sid.get().equals(each.getValue().sid())
                    : !user.isEmpty() && user.equals(each.getValue().subject());
            if (isMeant) {
                String key = each.getKey();
                boolean isOwn = key.startsWith(OWN);
                found.add(new Found(
                        isOwn, TokenDigest.parse(key.substring(application.length() + (isOwn ? OWN.length() : 0)))));
            }
        }
        return found;
    }

    /** How many sessions are known. */
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

    /** A store that lets this index know of all that goes in and out. */
    public TokenStore over(TokenStore store) {
        store.whenRemoved(stated::invalidate);
        return new Indexed(store);
    }

    /** Tells the index. */
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
