package org.journeyguard.internal.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.internal.credential.SsoToken;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.http.AmResult;
import org.journeyguard.internal.resilience.SingleFlight;
import org.jspecify.annotations.Nullable;

/**
 * A detail of a session that AM returns on demand; trusted as long as a validation.
 *
 * @param <T> the type of the detail
 */
final class LazyAttribute<T> {
    private final SessionCache cache;
    private final LongSupplier nanoTime;
    private final Duration ttl;
    private final Duration patience;
    private final Function<KnownSession, KnownSession.@Nullable Detail<T>> remembered;
    private final BiConsumer<KnownSession, KnownSession.Detail<T>> remember;
    private final SingleFlight<TokenDigest, AmResult<T>> calls;

    LazyAttribute(
            SessionCache cache,
            LongSupplier nanoTime,
            Duration ttl,
            Duration patience,
            Semaphore patient,
            Function<KnownSession, KnownSession.@Nullable Detail<T>> remembered,
            BiConsumer<KnownSession, KnownSession.Detail<T>> remember) {
        this.cache = cache;
        this.nanoTime = nanoTime;
        this.ttl = ttl;
        this.patience = patience;
        this.remembered = remembered;
        this.remember = remember;
        this.calls = new SingleFlight<>(patient, nanoTime);
    }

    /**
     * Returns the detail, from memory where it can.
     *
     * @param isAnew whether to ask AM even if the detail is remembered
     * @throws org.journeyguard.Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    T get(SsoToken token, boolean isAnew, Supplier<AmResult<T>> ask) {
        KnownSession.Detail<T> known = isAnew ? null : remembered(token);
        if (known != null) {
            return known.value();
        }
        AmResult<T> answer = calls.run(
                token.digest(),
                () -> askAndRemember(token, isAnew, ask),
                patience,
                () -> new AmResult.NoAnswer<>("no answer in time"));
        if (answer instanceof AmResult.Refused<T>) {
            cache.refused(token);
            throw new AuthenticationRequired("AM has ended the session");
        }
        return answer.orElseThrow();
    }

    private AmResult<T> askAndRemember(SsoToken token, boolean isAnew, Supplier<AmResult<T>> ask) {
        KnownSession.Detail<T> known = isAnew ? null : remembered(token);
        if (known != null) {
            return new AmResult.Value<>(known.value());
        }
        long until = nanoTime.getAsLong() + ttl.toNanos();
        AmResult<T> answer = ask.get();
        KnownSession session = cache.known(token);
        if (session != null && answer instanceof AmResult.Value<T> found) {
            remember.accept(session, new KnownSession.Detail<>(found.value(), until));
        }
        return answer;
    }

    private KnownSession.@Nullable Detail<T> remembered(SsoToken token) {
        KnownSession session = cache.known(token);
        KnownSession.Detail<T> detail = session == null ? null : remembered.apply(session);
        return detail == null || nanoTime.getAsLong() - detail.until() >= 0 ? null : detail;
    }
}
