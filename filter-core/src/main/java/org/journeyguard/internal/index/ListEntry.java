package org.journeyguard.internal.index;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;

/**
 * The value of an entry that lists sessions. Immutable.
 *
 * <p>Form: one octet for the version, one for the level, 8 each for the three times, then 49 for each session: one for its kind, 32 for its
 * digest, 8 each for its begin and end. Times are in milliseconds since 1970.
 */
final class ListEntry {
    /** A list of more sessions is split: the value has about three kilobytes. */
    static final int MOST_SESSIONS = 64;

    static final ListEntry EMPTY = new ListEntry(0, Instant.MIN, Instant.MIN, Instant.MIN, List.of());

    /** The clocks of nodes differ by less. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private static final byte VERSION = 1;
    private static final int HEADER_OCTETS = 2 + 3 * Long.BYTES;
    private static final int SESSION_OCTETS = 1 + 6 * Long.BYTES;
    private static final byte TOKENS = 0;
    private static final byte APP_SESSION = 1;
    private static final long NEVER = Long.MIN_VALUE;

    private final int level;
    private final Instant endedAt;
    private final Instant remembersUntil;
    private final Instant staysUntil;
    private final List<IndexedSession> sessions;

    private ListEntry(
            int level, Instant endedAt, Instant remembersUntil, Instant staysUntil, List<IndexedSession> sessions) {
        this.level = level;
        this.endedAt = endedAt;
        this.remembersUntil = remembersUntil;
        this.staysUntil = staysUntil;
        this.sessions = sessions;
    }

    /** Returns how often the list has been split; 0 if it is this entry alone. */
    int level() {
        return level;
    }

    /** Returns the time up to which AM has ended the sessions of this name; {@link Instant#MIN} if it has not done so lately. */
    Instant endedAt() {
        return endedAt;
    }

    List<IndexedSession> sessions() {
        return sessions;
    }

    boolean has(StoreKey session) {
        return sessions.stream().anyMatch(each -> each.key().equals(session));
    }

    /** Whether a session is in the list for at least as long. */
    boolean covers(IndexedSession session) {
        return sessions.stream()
                .anyMatch(
                        each -> each.key().equals(session.key()) && millis(each.endsAt()) >= millis(session.endsAt()));
    }

    boolean isTooLong() {
        return sessions.size() > MOST_SESSIONS;
    }

    /** Whether the entry lasts at least until then. */
    boolean stays(Instant until) {
        return !staysUntil.isBefore(until);
    }

    /** Returns when the entry can be removed; {@link Instant#MIN} if there is nothing in it. */
    Instant expiresAt() {
        Instant last = staysUntil.equals(Instant.MIN)
                ? remembersUntil
                : later(remembersUntil, staysUntil.plus(CLOCKS_DIFFER_BY));
        for (IndexedSession each : sessions) {
            last = later(last, each.endsAt().plus(CLOCKS_DIFFER_BY));
        }
        return last;
    }

    /** Returns a copy with a session, in the place of an older item for it, and without what has expired. */
    ListEntry with(IndexedSession session, Instant now) {
        ListEntry others = without(session.key(), now);
        List<IndexedSession> next = new ArrayList<>(others.sessions);
        next.add(session);
        return others.of(next);
    }

    /** Returns a copy without a session, and without what has expired. */
    ListEntry without(StoreKey session, Instant now) {
        List<IndexedSession> next = new ArrayList<>(sessions);
        next.removeIf(each -> each.key().equals(session)
                || each.endsAt().plus(CLOCKS_DIFFER_BY).isBefore(now));
        boolean isForgotten = remembersUntil.isBefore(now);
        return new ListEntry(
                level,
                isForgotten ? Instant.MIN : endedAt,
                isForgotten ? Instant.MIN : remembersUntil,
                staysUntil.isBefore(now.minus(CLOCKS_DIFFER_BY)) ? Instant.MIN : staysUntil,
                next);
    }

    private ListEntry of(List<IndexedSession> next) {
        return new ListEntry(level, endedAt, remembersUntil, staysUntil, next);
    }

    /** Returns a copy that remembers that AM has ended the sessions of this name. */
    ListEntry ended(Instant at, Instant until) {
        return new ListEntry(level, later(endedAt, at), later(remembersUntil, until), staysUntil, sessions);
    }

    /** Returns a copy that is split once more. */
    ListEntry split() {
        return new ListEntry(level + 1, endedAt, remembersUntil, staysUntil, sessions);
    }

    /** Returns a copy that lasts at least until then. */
    ListEntry staying(Instant until) {
        return new ListEntry(level, endedAt, remembersUntil, later(staysUntil, until), sessions);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    byte[] encode() {
        ByteBuffer octets = ByteBuffer.allocate(HEADER_OCTETS + sessions.size() * SESSION_OCTETS)
                .put(VERSION)
                .put((byte) level)
                .putLong(millis(endedAt))
                .putLong(millis(remembersUntil))
                .putLong(millis(staysUntil));
        for (IndexedSession each : sessions) {
            TokenDigest digest = each.key().session();
            octets.put(each.key().kind() == Kind.TOKENS ? TOKENS : APP_SESSION)
                    .putLong(digest.a())
                    .putLong(digest.b())
                    .putLong(digest.c())
                    .putLong(digest.d())
                    .putLong(millis(each.begunAt()))
                    .putLong(millis(each.endsAt()));
        }
        return octets.array();
    }

    /** Decodes a value; empty if it is of another version. */
    static Optional<ListEntry> decode(byte[] value) {
        if (value.length < HEADER_OCTETS
                || value[0] != VERSION
                || (value.length - HEADER_OCTETS) % SESSION_OCTETS != 0) {
            return Optional.empty();
        }
        ByteBuffer octets = ByteBuffer.wrap(value, 1, value.length - 1);
        int level = octets.get();
        Instant endedAt = instant(octets.getLong());
        Instant remembersUntil = instant(octets.getLong());
        Instant staysUntil = instant(octets.getLong());
        List<IndexedSession> sessions = new ArrayList<>();
        while (octets.hasRemaining()) {
            Kind kind = octets.get() == TOKENS ? Kind.TOKENS : Kind.APP_SESSION;
            TokenDigest digest =
                    new TokenDigest(octets.getLong(), octets.getLong(), octets.getLong(), octets.getLong());
            sessions.add(new IndexedSession(
                    new StoreKey(kind, digest), instant(octets.getLong()), instant(octets.getLong())));
        }
        return Optional.of(new ListEntry(level, endedAt, remembersUntil, staysUntil, sessions));
    }

    private static long millis(Instant time) {
        return time.equals(Instant.MIN) ? NEVER : time.toEpochMilli();
    }

    private static Instant instant(long millis) {
        return millis == NEVER ? Instant.MIN : Instant.ofEpochMilli(millis);
    }
}
