package org.journeyguard.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.journeyguard.Unavailable;
import org.journeyguard.internal.cluster.Cluster;
import org.journeyguard.internal.cluster.EntryNames;
import org.journeyguard.internal.cluster.TestNode;
import org.journeyguard.internal.credential.TokenDigest;
import org.journeyguard.internal.store.StoreKey;
import org.journeyguard.internal.store.StoreKey.Kind;
import org.journeyguard.spi.MemoryEngine;
import org.journeyguard.spi.MemoryNode.Operation;
import org.journeyguard.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All nodes see the same lists; no session is added without being found, or being told of an end. */
class ClusterListsTest {
    private static final Duration LASTS = Duration.ofHours(8);
    private static final Duration REMEMBERED = Duration.ofMinutes(15);
    private static final IndexName ALICE =
            IndexName.ofSubject(Optional.of("alice")).orElseThrow();
    private static final IndexName SID = IndexName.ofSid(Optional.of("s1")).orElseThrow();

    private final ManualTime time = new ManualTime();
    private final MemoryEngine engine = new MemoryEngine(time::nanoTime);
    private final List<Cluster> open = new ArrayList<>();
    private final TestNode node = new TestNode(engine);
    private final InterruptedNode interrupted = new InterruptedNode(node);
    private final Cluster cluster = interrupted.open(time::nanoTime);
    private final ClusterLists a = lists(cluster);
    private final ClusterLists b = lists(TestNode.SECRET);

    @AfterEach
    void end() {
        open.forEach(Cluster::close);
    }

    private ClusterLists lists(String... secrets) {
        return lists(new TestNode(engine, Duration.ofSeconds(10), List.of(secrets)).open(time::nanoTime));
    }

    private ClusterLists lists(Cluster opened) {
        open.add(opened);
        return new ClusterLists(opened, REMEMBERED, time);
    }

    private IndexedSession session(int number) {
        // in milliseconds, as entries have it
        Instant now = Instant.ofEpochMilli(time.instant().toEpochMilli());
        return new IndexedSession(
                new StoreKey(Kind.APP_SESSION, TokenDigest.of("session " + number)), now, now.plus(LASTS));
    }

    private List<IndexedSession> add(int from, int to) {
        List<IndexedSession> added = new ArrayList<>();
        for (int i = from; i < to; i++) {
            IndexedSession session = session(i);
            assertThat(a.add(ALICE, session)).isEqualTo(Instant.MIN);
            added.add(session);
        }
        return added;
    }

    @Test
    void otherNodeFindsASessionByEachOfItsNames() {
        a.add(ALICE, session(1));
        a.add(SID, session(1));
        assertThat(b.get(ALICE)).containsExactly(session(1));
        assertThat(b.get(SID)).containsExactly(session(1));
        assertThat(b.end(SID, time.instant())).containsExactly(session(1));
        b.remove(ALICE, session(1).key());
        assertThat(a.get(ALICE)).isEmpty();
    }

    @Test
    void listsDifferByKindAndUser() {
        a.add(ALICE, session(1));
        assertThat(a.get(new IndexName(IndexName.Kind.SID, "alice"))).isEmpty();
        assertThat(a.get(new IndexName(IndexName.Kind.SUBJECT, "alice2"))).isEmpty();
        assertThat(a.get(new IndexName(IndexName.Kind.SUBJECT, "0.0|alice"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 200, 2_000})
    void anyNumberOfSessionsIsFoundAndRemoved(int number) {
        List<IndexedSession> all = add(0, number);
        assertThat(b.get(ALICE)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(b.end(ALICE, time.instant())).containsExactlyInAnyOrderElementsOf(all);
        for (IndexedSession each : all) {
            b.remove(ALICE, each.key());
        }
        assertThat(a.get(ALICE)).isEmpty();
    }

    @Test
    void splitListRemainsUntilItsLastSessionExpires() {
        List<IndexedSession> all = new ArrayList<>(add(0, 100));
        for (int i = 0; i < 20; i++) {
            time.pass(LASTS.dividedBy(10));
            int from = 100 + i * 10;
            all.addAll(add(from, from + 10));
            all.removeIf(each -> each.endsAt().isBefore(time.instant()));
            assertThat(b.get(ALICE)).as("after " + i + " steps").containsAll(all);
        }
        time.pass(LASTS.multipliedBy(3));
        assertThat(b.get(ALICE)).isEmpty();
    }

    @Test
    void sessionBeyondTheLimitIsNotAdded() {
        int added = 0;
        try {
            while (added < 100_000) {
                a.add(ALICE, session(added));
                added++;
            }
        } catch (Unavailable e) {
            assertThat(e).hasMessageContaining("Too many sessions");
        }
        assertThat(added).isBetween(8_000, 16_000);
        assertThat(b.get(ALICE)).hasSize(added);
        time.pass(LASTS.plus(Duration.ofHours(1)));
        assertThat(a.add(ALICE, session(0))).isEqualTo(Instant.MIN);
    }

    @Test
    void sessionAddedAgainIsListedOnceWithTheLaterExpiry() {
        a.add(ALICE, session(1));
        time.pass(Duration.ofHours(1));
        b.add(ALICE, session(1));
        assertThat(a.get(ALICE)).containsExactly(session(1));
    }

    /** Rule: an end at any moment of an add finds the session, or the add reports the end. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 130, 300})
    void endDuringAnAddFindsTheSessionOrIsReported(int before) {
        Instant endedAt = time.instant();
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            IndexName name = new IndexName(IndexName.Kind.SUBJECT, "user" + moment);
            for (int i = 0; i < before; i++) {
                a.add(name, session(i));
            }
            IndexedSession added = session(before);
            List<IndexedSession> found = new ArrayList<>();
            interrupted.at(moment, () -> found.addAll(b.end(name, endedAt)));
            Instant told = a.add(name, added);
            happens = interrupted.hasHappened();
            assertThat(happens ? told.equals(endedAt) || found.contains(added) : told.equals(Instant.MIN))
                    .as("moment " + moment)
                    .isTrue();
        }
    }

    /** Rule: whatever another node does at any moment of a change, no change is lost. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 65, 130})
    void changeDuringAnotherChangeIsNotLost(int before) {
        boolean happens = true;
        for (int moment = 0; happens; moment++) {
            IndexName name = new IndexName(IndexName.Kind.SUBJECT, "user" + moment);
            for (int i = -1; i < before; i++) {
                a.add(name, session(i));
            }
            interrupted.at(moment, () -> {
                b.add(name, session(before));
                b.remove(name, session(-1).key());
            });
            a.add(name, session(before + 1));
            happens = interrupted.hasHappened();
            List<StoreKey> keys = b.get(name).stream().map(IndexedSession::key).toList();
            assertThat(keys).as("moment " + moment).contains(session(before + 1).key());
            assertThat(keys.contains(session(before).key())).isEqualTo(happens);
            assertThat(keys.contains(session(-1).key())).isEqualTo(!happens);
        }
    }

    @Test
    void endIsReportedOnlyForALimitedTime() {
        a.end(SID, time.instant());
        assertThat(b.add(SID, session(1))).isEqualTo(millis(time.instant()));
        Instant endedAt = millis(time.instant());
        time.pass(REMEMBERED.minusSeconds(1));
        assertThat(b.add(SID, session(2))).isEqualTo(endedAt);
        time.pass(Duration.ofSeconds(2));
        assertThat(b.add(SID, session(3))).isEqualTo(endedAt);
        assertThat(b.add(SID, session(4))).isEqualTo(Instant.MIN);
    }

    private static Instant millis(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    @Test
    void concurrentlyAddedSessionsAreAllFound() throws InterruptedException, ExecutionException {
        int threads = 16;
        int each = 20;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> tasks = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            ClusterLists lists = t % 2 == 0 ? a : b;
            tasks.add(pool.submit(() -> {
                for (int i = first; i < first + each; i++) {
                    lists.add(ALICE, session(i));
                }
            }));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        pool.shutdown();
        assertThat(a.get(ALICE)).hasSize(threads * each);
    }

    @Test
    void sessionsAreFoundDuringARotationOfTheSecret() {
        String next = "fedcba9876543210fedcba9876543210";
        ClusterLists before = lists(TestNode.SECRET, next);
        ClusterLists after = lists(next, TestNode.SECRET);
        // all nodes know the next secret before one uses it
        a.add(ALICE, session(1));
        before.add(ALICE, session(2));
        assertThat(a.get(ALICE)).containsExactly(session(1), session(2));
        after.add(ALICE, session(3));
        assertThat(before.get(ALICE)).containsExactly(session(1), session(2), session(3));
        assertThat(after.get(ALICE)).containsExactlyInAnyOrder(session(1), session(2), session(3));
        after.remove(ALICE, session(1).key());
        assertThat(before.get(ALICE)).containsExactly(session(2), session(3));
        before.end(ALICE, time.instant());
        assertThat(after.add(ALICE, session(4))).isEqualTo(millis(time.instant()));
        assertThat(before.add(ALICE, session(5))).isEqualTo(millis(time.instant()));
    }

    @Test
    void nodeWithAnotherSecretFindsNoSessions() {
        a.add(ALICE, session(1));
        assertThat(lists("another secret of 32 octets 4567").get(ALICE)).isEmpty();
    }

    /** A newer version may have written it. */
    @Test
    void entryOfAnotherVersionIsNeitherReadNorOverwritten() {
        String name = cluster.names()
                .ofGuessable(EntryNames.Kind.SUBJECT, "0.0|alice")
                .get(0);
        byte[] newer = "a newer version".getBytes(StandardCharsets.US_ASCII);
        cluster.quiet().putIfAbsent(name, newer, LASTS);
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.add(ALICE, session(1)));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.end(ALICE, time.instant()));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.get(ALICE));
        assertThat(cluster.quiet().get(name).orElseThrow().value()).isEqualTo(newer);
    }

    @Test
    void changesDuringAnOutageAreUnavailable() {
        node.connection().cutOff();
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.add(ALICE, session(1)));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.end(ALICE, time.instant()));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> a.get(ALICE));
    }

    @Test
    void changeTakesTwoCallsOrFourIfTheListIsSplit() {
        a.add(ALICE, session(0));
        assertThat(calls(() -> a.add(ALICE, session(1)))).isEqualTo(2);
        assertThat(calls(() -> a.add(ALICE, session(1))))
                .as("it is there already")
                .isOne();
        assertThat(calls(() -> a.remove(ALICE, session(1).key()))).isEqualTo(2);
        assertThat(calls(() -> a.get(ALICE))).isOne();
        assertThat(calls(() -> a.end(SID, time.instant()))).isEqualTo(2);
        add(2, 100);
        assertThat(calls(() -> a.add(ALICE, session(100)))).isEqualTo(4);
        assertThat(node.connection().count(Operation.REMOVE)).isZero();
    }

    private int calls(Runnable what) {
        node.connection().resetCounts();
        what.run();
        return node.connection().count();
    }
}
