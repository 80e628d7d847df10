package org.journeyguard.internal.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.journeyguard.Token;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.session.SessionRules;
import org.journeyguard.internal.store.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokens that AM issued by token exchange, by owner: the session or access token that they were issued for. Each is kept until it
 * expires, because it has to end with its owner's; tokens evicted earlier are revoked.
 */
public final class ExchangedTokens {
    /** Limits owners whose own token is renewed again and again. */
    static final int MOST_OF_ONE_OWNER = 32;

    private final int size;
    private final Revocation revocation;
    private final Clock clock;
    private final Cache<TokenDigest, List<Exchange>> kept;
    private final ConcurrentMap<TokenDigest, Set<Pending>> flights = new ConcurrentHashMap<>();

    /**
     * A successful token exchange.
     *
     * @param subject the token that was exchanged
     * @param audience the service
     * @param issued all tokens that AM issued
     * @param token that the service gets
     */
    record Exchange(TokenDigest subject, String audience, TokenSet issued, Token token) {
        boolean isFor(TokenDigest otherSubject, String otherAudience) {
            return subject.equals(otherSubject) && audience.equals(otherAudience);
        }

        /** Returns the remaining lifetime; null where AM has not stated an expiry. */
        @Nullable
        Duration left(Instant now) {
            return token.expiresAt().map(end -> Duration.between(now, end)).orElse(null);
        }

        boolean isOver(Instant now) {
            return token.expiresAt().map(end -> !now.isBefore(end)).orElse(false);
        }
    }

    /**
     * Tokens that have ended here and still have to be revoked at AM.
     *
     * @param tokens each with the tokens issued beside it
     * @param worthRetryingFor how long the last of them could remain valid
     */
    public record Taken(List<TokenSet> tokens, Duration worthRetryingFor) {}

    /**
     * @param size how many owners have tokens here; beyond it, the owner whose tokens expire first is evicted
     */
    public ExchangedTokens(int size, Revocation revocation, Clock clock, LongSupplier nanoTime) {
        this.size = size;
        this.revocation = revocation;
        this.clock = clock;
        this.kept = Caffeine.newBuilder()
                .executor(Runnable::run)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<TokenDigest, List<Exchange>>writing((owner, all) -> last(all)))
                .build();
    }

    private Duration last(List<Exchange> all) {
        Instant now = clock.instant();
        return all.stream()
                .map(each -> SessionRules.untilExpiredAtAm(each.left(now)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Returns the latest token for a service, fresh or not. */
    Optional<Exchange> find(TokenDigest owner, TokenDigest subject, String audience) {
        List<Exchange> all = kept.getIfPresent(owner);
        return all == null
                ? Optional.empty()
                : all.stream().filter(each -> each.isFor(subject, audience)).reduce((earlier, later) -> later);
    }

    /** Registers an exchange before the owner's own token is read; to be closed when the exchange is over. */
    Pending begin(TokenDigest owner) {
        Pending pending = new Pending(owner);
        flights.compute(owner, (key, all) -> {
            Set<Pending> more = all == null ? new HashSet<>() : all;
            more.add(pending);
            return more;
        });
        return pending;
    }

    /** An exchange in progress. */
    final class Pending implements AutoCloseable {
        private final TokenDigest owner;
        private volatile boolean isEnded;

        private Pending(TokenDigest owner) {
            this.owner = owner;
        }

        /**
         * Keeps the token that AM has issued.
         *
         * @return whether the token may be used; otherwise its owner's tokens have ended meanwhile, and this one is revoked too
         */
        boolean keep(Exchange exchange) {
            // added first: a later take() finds it, and an earlier one has set isEnded
            add(owner, exchange);
            if (isEnded) {
                remove(owner, exchange);
                revocation.soon(exchange.issued);
            }
            return !isEnded;
        }

        @Override
        public void close() {
            flights.computeIfPresent(owner, (key, all) -> {
                all.remove(this);
                return all.isEmpty() ? null : all;
            });
        }
    }

    private void add(TokenDigest owner, Exchange exchange) {
        List<Exchange> pushedOut = new ArrayList<>();
        kept.asMap().compute(owner, (key, present) -> {
            List<Exchange> all = new ArrayList<>(present == null ? List.of() : present);
            all.removeIf(each -> each.isOver(clock.instant()));
            all.add(exchange);
            while (all.size() > MOST_OF_ONE_OWNER) {
                pushedOut.add(all.remove(0));
            }
            return List.copyOf(all);
        });
        pushedOut.forEach(each -> revocation.soon(each.issued));
        if (kept.estimatedSize() > size) {
            makeRoom(owner);
        }
    }

    private void makeRoom(TokenDigest newest) {
        kept.cleanUp();
        long tooMany = kept.estimatedSize() - size;
        if (tooMany > 0) {
            kept.policy().expireVariably().orElseThrow().oldest((int) tooMany + 1).keySet().stream()
                    .filter(owner -> !owner.equals(newest))
                    .limit(tooMany)
                    .forEach(this::end);
        }
    }

    private void remove(TokenDigest owner, Exchange exchange) {
        kept.asMap().computeIfPresent(owner, (key, all) -> {
            List<Exchange> others =
                    all.stream().filter(each -> !each.equals(exchange)).toList();
            return others.isEmpty() ? null : others;
        });
    }

    /** Ends an owner's tokens here, including those of exchanges in progress. */
    Taken take(TokenDigest owner) {
        flights.computeIfPresent(owner, (key, all) -> {
            all.forEach(pending -> pending.isEnded = true);
            return all;
        });
        List<Exchange> gone = kept.asMap().remove(owner);
        if (gone == null) {
            return new Taken(List.of(), Duration.ZERO);
        }
        Instant now = clock.instant();
        List<Exchange> alive = gone.stream().filter(each -> !each.isOver(now)).toList();
        alive.forEach(each -> revocation.markEnded(each.token));
        return new Taken(alive.stream().map(Exchange::issued).toList(), last(alive));
    }

    /** Ends an owner's tokens here, and at AM in the background. */
    void end(TokenDigest owner) {
        take(owner).tokens.forEach(revocation::soon);
    }
}
