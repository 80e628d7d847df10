package org.journeyguard.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.journeyguard.AuthenticationRequired;
import org.journeyguard.Unavailable;
import org.journeyguard.am.Answer;
import org.journeyguard.credential.TokenDigest;
import org.jspecify.annotations.Nullable;

/**
 * Something about a session that AM is asked for once, when somebody wants to know, and that is remembered with the session.
 *
 * @param <T> what AM tells
 */
final class SessionDetail<T> {
    private final SessionCache cache;
    private final LongSupplier nanoTime;
    private final Duration patience;
    private final Function<KnownSession, Answer.@Nullable Told<T>> remembered;
    private final BiConsumer<KnownSession, Answer.Told<T>> remember;
    private final SingleFlight<TokenDigest, Answer<T>> calls;

    SessionDetail(
            SessionCache cache,
            LongSupplier nanoTime,
            Duration patience,
            Semaphore patient,
            Function<KnownSession, Answer.@Nullable Told<T>> remembered,
            BiConsumer<KnownSession, Answer.Told<T>> remember) {
        this.cache = cache;
        this.nanoTime = nanoTime;
        this.patience = patience;
        this.calls = new SingleFlight<>(patient);
        this.remembered = remembered;
        this.remember = remember;
    }

    /**
     * What AM tells.
     *
     * @throws Unavailable when AM does not answer
     * @throws AuthenticationRequired when the session has ended
     */
    T get(TokenDigest digest, Supplier<Answer<T>> ask) {
        Answer.Told<T> known = remembered(digest);
        Answer<T> answer = known != null
                ? known
                : calls.run(digest, () -> askAndRemember(digest, ask), patience, SessionDetail::waitedInVain);
        if (answer instanceof Answer.Told<T> told) {
            return told.value();
        }
        if (answer instanceof Answer.Silent<T> silent) {
            throw new Unavailable("AM does not answer (" + silent.what() + ")", silent.retryAfter());
        }
        cache.refused(digest);
        throw new AuthenticationRequired("AM has ended the session");
    }

    private Answer<T> askAndRemember(TokenDigest digest, Supplier<Answer<T>> ask) {
        Answer.Told<T> known = remembered(digest);
        if (known != null) {
            return known;
        }
        KnownSession session = cache.known(digest);
        Answer<T> answer = ask.get();
        if (session != null && answer instanceof Answer.Told<T> told) {
            remember.accept(session, told);
        }
        return answer;
    }

    private Answer.@Nullable Told<T> remembered(TokenDigest digest) {
        KnownSession session = cache.known(digest);
        return session == null || !session.isFresh(nanoTime.getAsLong()) ? null : remembered.apply(session);
    }

    private static <T> Answer<T> waitedInVain() {
        return new Answer.Silent<>("no answer in time", Duration.ofSeconds(1));
    }
}
