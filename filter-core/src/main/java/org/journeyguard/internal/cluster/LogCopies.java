package org.journeyguard.internal.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.journeyguard.internal.cluster.EntryNames.Kind;
import org.journeyguard.internal.cluster.LogDirectory.Log;
import org.jspecify.annotations.Nullable;

/**
 * A node's copies of all logs: of what it has written, and of what it has read. Each copy only grows until it expires, so that the copy of
 * an entry and the entry itself can always be merged, whichever of them has missed something. No I/O. For one thread, except for
 * {@link #has}.
 */
final class LogCopies {
    /** Longer than most records of a log arrive after each other, so that its expiry in the directory seldom changes. */
    private static final Duration HEADROOM = Duration.ofHours(1);

    private final EntryNames names;
    private final long writer;
    private final Consumer<LogRecord> whenRead;
    private final String directoryName;
    private final Map<String, Copy> segments = new ConcurrentHashMap<>();
    /** Number of each writer's last segment that has a copy. */
    private final Map<Long, Integer> lasts = new HashMap<>();
    /** Names of segments that were not read since they were listed. */
    private final Set<String> unread = new HashSet<>();
    /** Those of them that {@link #takeListed} has not returned yet. */
    private final List<String> listed = new ArrayList<>();

    private LogDirectory directory = LogDirectory.EMPTY;
    private boolean isDirectoryRead;
    private @Nullable Copy tail;

    private static final class Copy {
        final String name;
        final long writer;
        final int number;
        LogSegment segment = LogSegment.EMPTY;

        Copy(String name, long writer, int number) {
            this.name = name;
            this.writer = writer;
            this.number = number;
        }
    }

    /**
     * @param writer this node, since its start
     * @param whenRead receives each new record of another node
     */
    LogCopies(EntryNames names, long writer, Consumer<LogRecord> whenRead) {
        this.names = names;
        this.writer = writer;
        this.whenRead = whenRead;
        this.directoryName = names.of(Kind.LOG_DIRECTORY, "");
    }

    /** Returns the name of the directory's entry. */
    String directoryName() {
        return directoryName;
    }

    /** Whether there is a copy of an entry of this name; from any thread. */
    boolean has(String name) {
        return name.equals(directoryName) || segments.containsKey(name);
    }

    /** Whether only this node writes an entry of this name. */
    boolean isOwn(String name) {
        Copy copy = segments.get(name);
        return copy != null && copy.writer == writer;
    }

    /** Whether everything that the directory has listed was read. */
    boolean isComplete() {
        return isDirectoryRead && unread.isEmpty();
    }

    /** Returns the names of all entries that have copies, with the directory first. */
    List<String> names() {
        List<String> all = new ArrayList<>(segments.keySet());
        all.add(0, directoryName);
        return all;
    }

    /** Returns the names of the entries to which records may be added: the directory and each log's last segment. */
    List<String> growing() {
        List<String> growing = new ArrayList<>(List.of(directoryName));
        lasts.forEach((log, last) -> growing.add(name(log, last)));
        return growing;
    }

    /**
     * Adds records of this node.
     *
     * @return the names of the entries to write, in this order
     */
    Collection<String> add(List<LogRecord> records) {
        Set<String> changed = new LinkedHashSet<>();
        boolean isListed = true;
        for (LogRecord record : records) {
            if (tail == null || tail.segment.isFull()) {
                tail = next();
                isListed = false;
            }
            tail.segment = tail.segment.plus(record);
            changed.add(tail.name);
            Log log = directory.log(writer);
            if (!isListed || log == null || log.expiresAt().isBefore(record.expiresAt())) {
                list(tail.number, record.expiresAt().plus(HEADROOM));
                isListed = false;
            }
        }
        if (isListed) {
            return changed;
        }
        List<String> withDirectory = new ArrayList<>(changed);
        withDirectory.add(0, directoryName);
        return withDirectory;
    }

    private Copy next() {
        int number = tail == null ? 0 : tail.number + 1;
        lasts.put(writer, number);
        return copy(writer, number);
    }

    private void list(int last, Instant expiresAt) {
        Log present = directory.log(writer);
        int first = present == null ? last : present.first();
        while (first < last && !segments.containsKey(name(writer, first))) {
            first++;
        }
        directory = directory.with(writer, new Log(first, last, expiresAt));
    }

    /**
     * Merges an entry into its copy.
     *
     * @param present the entry's value; empty if there is none
     * @return the value with which the entry has to be replaced; empty if it lacks nothing
     */
    Optional<byte[]> merge(String name, Optional<byte[]> present, Instant now) {
        Copy copy = segments.get(name);
        if (copy != null) {
            return present.map(LogSegment::read)
                    .orElse(Optional.of(LogSegment.EMPTY))
                    .flatMap(theirs -> merge(copy, theirs, now));
        }
        return name.equals(directoryName)
                ? present.map(LogDirectory::read)
                        .orElse(Optional.of(LogDirectory.EMPTY))
                        .flatMap(theirs -> merge(theirs, now))
                : Optional.empty();
    }

    private Optional<byte[]> merge(Copy copy, LogSegment theirs, Instant now) {
        LogSegment mine = copy.segment;
        if (theirs.continues(mine)) {
            copy.segment = theirs;
            theirs.after(mine).forEach(whenRead);
        }
        unread.remove(copy.name);
        return mine.continues(theirs) && mine.expiresAt().isAfter(now) ? Optional.of(mine.octets()) : Optional.empty();
    }

    private Optional<byte[]> merge(LogDirectory theirs, Instant now) {
        LogDirectory mine = directory.merge(LogDirectory.EMPTY, now);
        directory = directory.merge(theirs, now);
        directory.logs().forEach(this::follow);
        isDirectoryRead = true;
        return theirs.lacks(mine) ? Optional.of(directory.octets()) : Optional.empty();
    }

    /** Begins to read the segments that a log has added. The one before may have changed as well. */
    private void follow(long writer, Log log) {
        Integer known = lasts.put(writer, log.last());
        if (known == null || known < log.last()) {
            for (int i = Math.max(log.first(), known == null ? 0 : known); i <= log.last(); i++) {
                String name = copy(writer, i).name;
                unread.add(name);
                listed.add(name);
            }
        }
    }

    private Copy copy(long log, int number) {
        return segments.computeIfAbsent(name(log, number), name -> new Copy(name, log, number));
    }

    private String name(long log, int number) {
        return names.of(Kind.LOG_SEGMENT, Long.toHexString(log) + "-" + number);
    }

    /** Returns the names of the entries to read because the directory has listed more since the last time. */
    List<String> takeListed() {
        List<String> names = List.copyOf(listed);
        listed.clear();
        return names;
    }

    /** Returns the value of an entry. */
    byte[] octets(String name) {
        Copy copy = segments.get(name);
        return copy == null ? directory.octets() : copy.segment.octets();
    }

    /** Returns when an entry expires. */
    Instant expiresAt(String name) {
        Copy copy = segments.get(name);
        return copy == null ? directory.expiresAt() : copy.segment.expiresAt();
    }

    /** Drops what has expired. The last segment of each log stays, because its writer may add to it. */
    void dropExpired(Instant now) {
        directory = directory.merge(LogDirectory.EMPTY, now);
        lasts.keySet().removeIf(log -> log != writer && directory.log(log) == null);
        segments.values().removeIf(copy -> isOver(copy, now));
        unread.removeIf(name -> !segments.containsKey(name));
    }

    private boolean isOver(Copy copy, Instant now) {
        Integer last = lasts.get(copy.writer);
        Log listed = directory.log(copy.writer);
        boolean isExpired = !copy.segment.isEmpty() && !copy.segment.expiresAt().isAfter(now);
        boolean isPassed = isExpired || (listed != null && copy.number < listed.first());
        return last == null || (copy.number < last && isPassed);
    }
}
