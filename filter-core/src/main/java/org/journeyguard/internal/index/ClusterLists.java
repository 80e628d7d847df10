package org.journeyguard.internal.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.SharedEntries;
import org.journeyguard.internal.cluster.SharedEntry;
import org.journeyguard.internal.store.StoreKey;
import org.jspecify.annotations.Nullable;

/**
 * The lists of all nodes, in the engine that they share. A list is one entry for up to {@value ListEntry#MOST_SESSIONS} sessions. A longer
 * one is split: its first entry tells the level, level 1 has two parts, level 2 four, and so on, and a session is in the part of the highest
 * level that its digest selects. Lower levels empty as their sessions end. A list has room for about ten thousand sessions; without room,
 * {@link #add} throws {@link Unavailable}, because a session that is in no list could not be ended by its name.
 *
 * <p>Each change is a compare-and-replace. So either an {@link #end} finds a session, or the session's {@link #add} learns of the end.
 */
final class ClusterLists implements SessionLists {
    private static final int HIGHEST_LEVEL = 7;
    /** Each failure means that another thread or node has changed the same entry. */
    private static final int MOST_ATTEMPTS = 100;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SharedEntries entries;
    private final EntryNames names;
    private final Duration remembered;
    private final Clock clock;

    /**
     * @param remembered how long {@link #add} reports an {@link #end}
     */
    ClusterLists(Cluster cluster, Duration remembered, Clock clock) {
        this.entries = cluster.quiet();
        this.names = cluster.names();
        this.remembered = remembered;
        this.clock = clock;
    }

    /**
     * An entry as it was read.
     *
     * @param present null if there is none
     */
    private record Read(String name, @Nullable SharedEntry present, ListEntry list) {}

    @Override
    public boolean areShared() {
        return true;
    }

    @Override
    public Instant add(IndexName name, IndexedSession session) {
        return repeat(() -> tryAdd(name, session));
    }

    /** Returns empty if another thread or node has changed the entries meanwhile. */
    private Optional<Instant> tryAdd(IndexName name, IndexedSession session) {
        Instant now = clock.instant();
        Read first = read(first(name).get(0));
        int level = first.list.level();
        if (level == 0) {
            return append(first, first, session, now) ? Optional.of(first.list.endedAt()) : Optional.empty();
        }
        if (!first.list.stays(session.endsAt())) {
            // with something to spare, so that the next session need not do it again
            Duration spare = Duration.between(now, session.endsAt());
            write(first, first.list.staying(session.endsAt().plus(spare)), now);
            return Optional.empty();
        }
        Read part = read(part(name, level, session.key()).get(0));
        // read again, because an end that has not found the session has marked the first entry
        return append(first, part, session, now)
                ? Optional.of(read(first.name).list.endedAt())
                : Optional.empty();
    }

    /** Adds a session to a part, or splits the list if there is no room. */
    private boolean append(Read first, Read part, IndexedSession session, Instant now) {
        if (part.list.covers(session)) {
            return true;
        }
        ListEntry next = part.list.with(session, now);
        if (!next.isTooLong()) {
            return write(part, next, now);
        }
        if (first.list.level() == HIGHEST_LEVEL) {
            throw new Unavailable("Too many sessions have the same sid or sub", SOON);
        }
        write(first, first.list.split().staying(session.endsAt()), now);
        return false;
    }

    @Override
    public void remove(IndexName name, StoreKey session) {
        int secrets = first(name).size();
        for (int secret = 0; secret < secrets; secret++) {
            String first = first(name).get(secret);
            int level = remove(first, session);
            for (; level > 0; level--) {
                remove(part(name, level, session).get(secret), session);
            }
        }
    }

    /** Returns the level of the entry. */
    private int remove(String entry, StoreKey session) {
        return repeat(() -> {
            Read read = read(entry);
            Instant now = clock.instant();
            return !read.list.has(session) || write(read, read.list.without(session, now), now)
                    ? Optional.of(read.list.level())
                    : Optional.empty();
        });
    }

    @Override
    public List<IndexedSession> get(IndexName name) {
        return sessions(name, entry -> read(entry).list);
    }

    @Override
    public List<IndexedSession> end(IndexName name, Instant endedAt) {
        return sessions(
                name,
                entry -> repeat(() -> {
                    Read read = read(entry);
                    Instant now = clock.instant();
                    ListEntry next = read.list.ended(endedAt, now.plus(remembered));
                    return write(read, next, now) ? Optional.of(next) : Optional.empty();
                }));
    }

    /** Returns the sessions in all entries of a name, under the names from all secrets. */
    private List<IndexedSession> sessions(IndexName name, Function<String, ListEntry> firstEntry) {
        Map<StoreKey, IndexedSession> found = new LinkedHashMap<>();
        List<String> firsts = first(name);
        for (int secret = 0; secret < firsts.size(); secret++) {
            ListEntry first = firstEntry.apply(firsts.get(secret));
            addAll(found, first.sessions());
            for (int level = 1; level <= first.level(); level++) {
                for (int part = 0; part < 1 << level; part++) {
                    addAll(
                            found,
                            read(entries(name, level, part).get(secret)).list.sessions());
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    private static void addAll(Map<StoreKey, IndexedSession> found, Collection<IndexedSession> sessions) {
        sessions.forEach(each -> found.put(each.key(), each));
    }

    private List<String> first(IndexName name) {
        return entries(name, 0, 0);
    }

    private List<String> part(IndexName name, int level, StoreKey session) {
        return entries(name, level, (int) (session.session().b() & ((1 << level) - 1)));
    }

    /** Returns the names of an entry, one for each secret; the first is that of new entries. */
    private List<String> entries(IndexName name, int level, int part) {
        return names.ofGuessable(
                name.kind() == IndexName.Kind.SID ? EntryNames.Kind.SID : EntryNames.Kind.SUBJECT,
                level + "." + part + "|" + name.text());
    }

    private Read read(String entry) {
        SharedEntry present = entries.get(entry).orElse(null);
        return new Read(
                entry,
                present,
                present == null
                        ? ListEntry.EMPTY
                        : ListEntry.decode(present.value())
                                .orElseThrow(() -> new Unavailable(
                                        "The index of sessions is of another version than this node", SOON)));
    }

    private boolean write(Read read, ListEntry next, Instant now) {
        Instant end = next.expiresAt();
        if (!end.isAfter(now)) {
            return read.present == null || entries.remove(read.present);
        }
        Duration lasts = Duration.between(now, end);
        return read.present == null
                ? entries.putIfAbsent(read.name, next.encode(), lasts)
                : entries.replace(read.present, next.encode(), lasts);
    }

    private static <T> T repeat(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new Unavailable("Too many nodes change the index of sessions at once", SOON);
    }
}
