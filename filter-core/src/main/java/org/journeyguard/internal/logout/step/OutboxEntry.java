package org.journeyguard.internal.logout.step;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.jspecify.annotations.Nullable;

/** The steps of a logout, and their copy in the engine. */
final class OutboxEntry {
    private final SharedEntries entries;
    private final Clock clock;
    private final Instant since;
    private final List<LogoutStep> steps;
    private String name = "";
    private @Nullable SharedEntry stored;
    private boolean isChanged = true;
    /** Whether the engine may hold another value than the stored one. */
    private boolean isUncertain;

    private boolean isTakenOver;
    /** Volatile, so that it can be read while the engine is being waited for. */
    private volatile boolean isOver;

    /** A new entry, which has to be stored. */
    OutboxEntry(List<LogoutStep> steps, SharedEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
        this.since = clock.instant();
        this.steps = new ArrayList<>(steps);
    }

    /** An entry that another node has stored. */
    OutboxEntry(List<LogoutStep> steps, SharedEntries entries, Clock clock, SharedEntry stored) {
        this(steps, entries, clock);
        this.name = stored.name();
        this.stored = stored;
        this.isChanged = false;
    }

    /** Sets the name under which it has to be stored. */
    synchronized void name(String given) {
        name = given;
        stored = null;
        isUncertain = false;
        isChanged = true;
    }

    // two steps may be equal
    @SuppressWarnings("ReferenceEquality")
    synchronized boolean has(LogoutStep step) {
        return steps.stream().anyMatch(each -> each == step);
    }

    /** Whether the engine has to be told something. */
    synchronized boolean isChanged() {
        return isChanged;
    }

    /** Whether it is neither needed nor stored. */
    boolean isOver() {
        return isOver;
    }

    synchronized boolean isTakenOver() {
        return isTakenOver;
    }

    /**
     * Whether other nodes can find it.
     *
     * @throws Unavailable if the engine fails
     */
    synchronized boolean isStored() {
        return stored != null || (isUncertain && entries.get(name).isPresent());
    }

    /** Whether other nodes can't find it, for sure. */
    synchronized boolean isOnlyHere() {
        return stored == null && !isUncertain;
    }

    /** Records that another node runs its steps. */
    synchronized void takenOver() {
        isTakenOver = true;
        isChanged = false;
    }

    /** Records that the engine may have lost it. */
    synchronized void storeAgain() {
        stored = null;
        isUncertain = true;
        isChanged = true;
    }

    // two steps may be equal
    @SuppressWarnings("ReferenceEquality")
    synchronized void remove(LogoutStep step) {
        isChanged |= steps.removeIf(each -> each == step) && !isTakenOver;
    }

    // two steps may be equal
    @SuppressWarnings("ReferenceEquality")
    synchronized void replace(LogoutStep step, LogoutStep rest) {
        if (step != rest && has(step)) {
            steps.replaceAll(each -> each == step ? rest : each);
            isChanged |= !isTakenOver;
        }
    }

    /**
     * Stores the changes, if there are any.
     *
     * @throws Unavailable if the engine fails
     */
    synchronized void store() {
        if (!isChanged) {
            return;
        }
        if (!steps.isEmpty() || !isOnlyHere()) {
            Optional<SharedEntry> present = isUncertain ? entries.get(name) : Optional.ofNullable(stored);
            isUncertain = true;
            stored = write(present).orElse(null);
        }
        isChanged = !steps.isEmpty() && stored == null;
        isUncertain = isChanged;
        isOver = steps.isEmpty();
    }

    private Optional<SharedEntry> write(Optional<SharedEntry> present) {
        if (steps.isEmpty()) {
            present.ifPresent(entries::remove);
            return Optional.empty();
        }
        byte[] next = LogoutStepCodec.write(steps, since);
        return present.isPresent()
                ? entries.replaced(present.get(), next, lasts())
                : entries.added(name, next, lasts());
    }

    private Duration lasts() {
        Duration longest = steps.stream()
                .map(LogoutStep::worthRetryingFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Duration.between(clock.instant(), since.plus(longest));
    }
}
