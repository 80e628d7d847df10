package org.journeyguard.internal.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.credential.TokenDigest;

/**
 * Repeats writes that have failed, because the store did not answer: in the background, before the next operation for the same session, or at
 * the latest when the application stops. Keeps one write of each session: a removal rather than a replacement, a replacement with something
 * new rather than one without, and otherwise the last.
 */
final class LateWrites implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LateWrites.class.getName());
    private static final int MOST = 10_000;

    private final Map<TokenDigest, Write> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean isPlanned = new AtomicBoolean();
    private final Consumer<Runnable> later;

    /** The more important ones come later. */
    private enum Kind {
        REFRESHMENT,
        RENEWAL,
        REMOVAL
    }

    /** Compared by identity. */
    private static final class Write {
        final Kind kind;
        final Runnable write;

        Write(Kind kind, Runnable write) {
            this.kind = kind;
            this.write = write;
        }

        Write or(Write later) {
            return later.kind.compareTo(kind) < 0 ? this : later;
        }
    }

    /**
     * @param later runs a task after a pause
     */
    LateWrites(Consumer<Runnable> later) {
        this.later = later;
    }

    /**
     * Adds a replacement, unless a more important write waits, or too many.
     *
     * @param isNew whether it stores something new
     * @param write may be repeated; throws {@link Unavailable} if the store still does not answer
     * @return whether it was added
     */
    boolean addReplacement(TokenDigest session, boolean isNew, Runnable write) {
        return add(session, new Write(isNew ? Kind.RENEWAL : Kind.REFRESHMENT, write));
    }

    /** Adds a removal like {@link #addReplacement}. */
    void addRemoval(TokenDigest session, Runnable write) {
        boolean unused = add(session, new Write(Kind.REMOVAL, write));
    }

    private boolean add(TokenDigest session, Write next) {
        Write last = waiting.size() >= MOST ? waiting.get(session) : waiting.merge(session, next, Write::or);
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
            waiting.keySet().forEach(this::catchUpOrDrop);
        } catch (Unavailable e) {
            plan();
        }
    }

    private void catchUpOrDrop(TokenDigest session) {
        try {
            catchUp(session);
        } catch (Unavailable e) {
            throw e;
        } catch (RuntimeException e) {
            waiting.remove(session);
            LOG.log(System.Logger.Level.ERROR, "A change of a session could not be repeated", e);
        }
    }

    /** Writes what waits, if the store answers. */
    @Override
    public void close() {
        try {
            waiting.keySet().forEach(this::catchUpOrDrop);
        } catch (Unavailable e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} changes of sessions were not stored: {1}",
                    waiting.size(),
                    e.getMessage());
        }
    }
}
