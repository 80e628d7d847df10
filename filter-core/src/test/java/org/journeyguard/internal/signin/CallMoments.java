package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.fixtures.Await;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.RenewalLeases;
import org.journeyguard.internal.store.SessionStore;
import org.journeyguard.internal.store.SessionStores;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The moments of something that is under way, at which something else can happen: before and after each call to AM, and before and after
 * each step in a store. Notes the tokens that AM issues meanwhile.
 */
final class CallMoments implements Fault {
    private static final Pattern TOKEN = Pattern.compile("\"(?:access|refresh)_token\":\"([^\"]+)");

    /** Tokens that AM has issued. */
    final List<String> issued = new CopyOnWriteArrayList<>();

    private int next;
    private int chosen = -1;
    private boolean isPast = true;
    private Runnable event = () -> {};
    private volatile CountDownLatch over = new CountDownLatch(0);

    /** From now on moments count, and at one of them something happens. */
    synchronized void at(int number, Runnable what) {
        next = 0;
        chosen = number;
        event = what;
        isPast = false;
        over = new CountDownLatch(1);
        issued.clear();
    }

    /**
     * No moment counts any more; what has begun to happen is over when this returns.
     *
     * @throws IllegalStateException if there was no moment at all, so that a test of all of them would test nothing
     */
    boolean hasHappened() {
        synchronized (this) {
            if (!isPast) {
                if (chosen == 0) {
                    throw new IllegalStateException("there was no moment at which it could have happened");
                }
                isPast = true;
                return false;
            }
        }
        Await.until("what has begun is over", () -> over.getCount() == 0);
        return true;
    }

    private void pass() {
        @Nullable Runnable due = null;
        synchronized (this) {
            if (!isPast && next++ == chosen) {
                // what it does itself is no moment
                isPast = true;
                due = event;
            }
        }
        if (due != null) {
            try {
                due.run();
            } finally {
                over.countDown();
            }
        }
    }

    @Override
    public @Nullable FakeReply treat(FakeCall call, Callable<FakeReply> honest) throws Exception {
        pass();
        FakeReply reply = honest.call();
        Matcher token = TOKEN.matcher(reply.body());
        while (token.find()) {
            issued.add(token.group(1));
        }
        pass();
        return reply;
    }

    SessionStores over(SessionStores stores) {
        return new SessionStores(
                new Watched<>(stores.tokens()),
                new Watched<>(stores.appSessions()),
                new WatchedLeases(stores.leases()),
                stores.lateEnds(),
                stores::close);
    }

    private <T> T passing(Callable<T> step) {
        pass();
        try {
            T result = step.call();
            pass();
            return result;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private final class WatchedLeases implements RenewalLeases {
        private final RenewalLeases leases;

        WatchedLeases(RenewalLeases leases) {
            this.leases = leases;
        }

        @Override
        public boolean take(TokenDigest session, Duration lasts) {
            return passing(() -> leases.take(session, lasts));
        }

        @Override
        public void release(TokenDigest session) {
            leases.release(session);
        }
    }

    private final class Watched<V> implements SessionStore<V> {
        private final SessionStore<V> store;

        Watched(SessionStore<V> store) {
            this.store = store;
        }

        @Override
        public Optional<V> get(TokenDigest session) {
            return passing(() -> store.get(session));
        }

        @Override
        public Optional<V> seenLately(TokenDigest session) {
            return store.seenLately(session);
        }

        @Override
        public boolean replace(TokenDigest session, @Nullable V present, V next, Duration lasts) {
            return passing(() -> store.replace(session, present, next, lasts));
        }

        @Override
        public Optional<V> remove(TokenDigest session) {
            return passing(() -> store.remove(session));
        }

        @Override
        public void forgetSeen(TokenDigest session) {
            store.forgetSeen(session);
        }

        @Override
        public void whenNotStored(BiConsumer<V, V> listener) {
            store.whenNotStored(listener);
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
