package org.journeyguard.demo.timeline;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The latest of what happened to one user on this node, and the pages that show it. */
final class UserTimeline {
    private static final int MOST_ENTRIES = 50;
    private static final int MOST_STREAMS = 10;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Deque<EventStream> streams = new ArrayDeque<>();
    private long latestId;

    /** Adds an entry, or counts it if it is the latest again. */
    synchronized void add(Happening happening, Instant now) {
        Entry latest = entries.peekLast();
        Entry entry;
        if (latest != null && latest.happening().isLike(happening)) {
            entries.removeLast();
            entry = latest.again(now, happening);
        } else {
            entry = new Entry(++latestId, now, happening, 1);
        }
        entries.addLast(entry);
        if (entries.size() > MOST_ENTRIES) {
            entries.removeFirst();
        }
        streams.removeIf(stream -> !stream.send(entry));
    }

    /** Sends all entries to a page, and from now on each new one. */
    synchronized void show(EventStream stream) {
        entries.forEach(stream::send);
        streams.addLast(stream);
        if (streams.size() > MOST_STREAMS) {
            streams.removeFirst().close();
        }
    }

    synchronized void close() {
        streams.forEach(EventStream::close);
        streams.clear();
    }
}
