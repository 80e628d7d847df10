package org.journeyguard.internal.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * Repeats writes that have failed, because the store did not answer: in the background, or before the next operation for the same session.
 * Keeps the last write of each session; a removal stays the last.
 */
final class LateWrites {
    private static final int MOST = 10_000;

    private final Map<TokenDigest, Write> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isPlanned = new AtomicBoolean();
    private final Consumer<Runnable> later;

    /** Compared by identity. */
    private static final class Write {
        final Runnable write;
        final boolean isRemoval;

        Write(Runnable write, boolean isRemoval) {
            this.write = write;
            this.isRemoval = isRemoval;
        }
    }

    /**
     * @param later runs a task after a pause
     */
    LateWrites(Consumer<Runnable> later) {
        this.later = later;
    }

    /**
     * Adds a replacement, unless a removal waits, or too many writes.
     *
     * @param write may be repeated; throws {@link Unavailable} if the store still does not answer
     * @return whether it was added
     */
    boolean addReplacement(TokenDigest session, Runnable write) {
        return add(session, new Write(write, false));
    }

    /** Adds a removal like {@link #addReplacement}. */
    void addRemoval(TokenDigest session, Runnable write) {
        boolean unused = add(session, new Write(write, true));
    }

    private boolean add(TokenDigest session, Write next) {
        Write last = waiting.size() >= MOST
                ? waiting.get(session)
                : waiting.merge(session, next, (before, after) -> before.isRemoval ? before : after);
        plan();
        return last == next;
    }

    /**
     * Catches up on a session's write, if there is one.
     *
     * @throws Unavailable if the store still does not answer
     */
    void catchUp(TokenDigest session) {
        Write due = waiting.get(session);
        if (due != null) {
            due.write.run();
            waiting.remove(session, due);
        }
    }

    private void plan() {
        if (isPlanned.compareAndSet(false, true)) {
            later.accept(this::catchUp);
        }
    }

    private void catchUp() {
        isPlanned.set(false);
        try {
            waiting.keySet().forEach(this::catchUp);
        } catch (Unavailable e) {
            plan();
        }
    }
}
