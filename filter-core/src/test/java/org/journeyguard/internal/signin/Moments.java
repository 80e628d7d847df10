package org.journeyguard.internal.signin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.Crowd;
import org.journeyguard.spi.TokenSet;
import org.journeyguard.spi.TokenStore;
import org.journeyguard.test.FakeCall;
import org.journeyguard.test.FakeReply;
import org.journeyguard.test.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The moments of something that is under way, at which something else can happen: before and after each call to AM, and before and after
 * each step in a store. Notes the tokens that AM issues meanwhile.
 */
final class Moments implements Fault {
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

    /** No moment counts any more; what has begun to happen is over when this returns. */
    boolean hasHappened() {
        synchronized (this) {
            if (!isPast) {
                isPast = true;
                return false;
            }
        }
        Crowd.until("what has begun is over", () -> over.getCount() == 0);
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

    TokenStore over(TokenStore store) {
        return new Watched(store);
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

    private final class Watched implements TokenStore {
        private final TokenStore store;

        Watched(TokenStore store) {
            this.store = store;
        }

        @Override
        public Optional<TokenSet> get(String key) {
            return passing(() -> store.get(key));
        }

        @Override
        public boolean replace(String key, @Nullable TokenSet present, TokenSet set, Duration lasts) {
            return passing(() -> store.replace(key, present, set, lasts));
        }

        @Override
        public Optional<TokenSet> remove(String key) {
            return passing(() -> store.remove(key));
        }

        @Override
        public boolean lease(String key, String owner, Duration lasts) {
            return passing(() -> store.lease(key, owner, lasts));
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
            store.close();
        }
    }
}
