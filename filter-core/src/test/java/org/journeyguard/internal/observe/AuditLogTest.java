package org.journeyguard.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.journeyguard.JourneyEvent;
import org.journeyguard.spi.JourneyObserver;
import org.journeyguard.test.ManualTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log during many refusals. */
class AuditLogTest {
    private static final int MOST = 3;
    private static final Pattern COUNT = Pattern.compile("\"count\":\"(\\d+)\"");

    private final ManualTime time = new ManualTime();
    private final List<String> lines = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final AuditLog log = new AuditLog(new Lines(), "/alpha", MOST, this::later, time, time::nanoTime);
    private final Observers observers = new Observers("/alpha", log);
    private boolean isOver;

    private record Waiting(long at, Runnable task) {}

    private boolean later(Duration pause, Runnable task) {
        return !isOver && waiting.add(new Waiting(time.nanoTime() + pause.toNanos(), task));
    }

    private void pass(Duration duration) {
        time.pass(duration);
        List<Waiting> due =
                waiting.stream().filter(each -> each.at - time.nanoTime() <= 0).toList();
        waiting.removeAll(due);
        due.forEach(each -> each.task.run());
    }

    private void refuse(int times, String reason) {
        for (int i = 0; i < times; i++) {
            observers.refused(null, reason);
        }
    }

    private static long countIn(String line) {
        Matcher count = COUNT.matcher(line);
        return count.find() ? Long.parseLong(count.group(1)) : 1;
    }

    @Test
    void refusalsOverTheLimitAreCountedInOneLineAMinute() {
        refuse(MOST, "sign-in-required");
        pass(Duration.ofSeconds(10));
        refuse(1_000, "sign-in-required");
        assertThat(lines).hasSize(MOST).noneMatch(line -> line.contains("count"));
        pass(Duration.ofSeconds(50));
        assertThat(lines)
                .hasSize(MOST + 1)
                .endsWith("{\"event\":\"refused\",\"realm\":\"/alpha\",\"reason\":\"sign-in-required\","
                        + "\"count\":\"1000\",\"since\":\"" + ManualTime.START.plusSeconds(10) + "\"}");
        refuse(1, "sign-in-required");
        assertThat(lines).hasSize(MOST + 2);
        assertThat(lines.get(MOST + 1)).doesNotContain("count");
    }

    @Test
    void eachReasonHasItsOwnLimit() {
        refuse(10, "sign-in-required");
        refuse(1, "role-missing");
        assertThat(lines).filteredOn(line -> line.contains("role-missing")).hasSize(1);
    }

    @Test
    void otherEventsAreNotLimited() {
        refuse(10, "sign-in-required");
        lines.clear();
        for (int i = 0; i < 50; i++) {
            observers.signedIn("alice", JourneyEvent.SignedIn.By.CODE);
            observers.renewed("alice");
            observers.notRenewed("alice", true, "revoked");
            observers.signedOut("alice", false, null);
        }
        assertThat(lines).hasSize(200);
    }

    @Test
    void countIsWrittenAtStopAndLaterRefusalsAtOnce() {
        refuse(MOST + 7, "sign-in-required");
        observers.close();
        isOver = true;
        assertThat(lines).hasSize(MOST + 1);
        assertThat(countIn(lines.get(MOST))).isEqualTo(7);
        refuse(10, "sign-in-required");
        assertThat(lines).hasSize(MOST + 11);
    }

    @Test
    void refusalsAreNotCountedIfTheCountCannotBeScheduled() {
        isOver = true;
        refuse(10, "sign-in-required");
        assertThat(lines).hasSize(10);
    }

    @Test
    void observersGetEachRefusal() {
        List<JourneyEvent> heard = new ArrayList<>();
        observers.join(List.of(new JourneyObserver() {
            @Override
            public void happened(JourneyEvent event) {
                heard.add(event);
            }
        }));
        refuse(10, "sign-in-required");
        assertThat(heard).hasSize(10);
    }

    @Test
    void countedRefusalDoesNotReadItsRequest() {
        refuse(MOST, "sign-in-required");
        var before = CurrentRequest.enter(() -> {
            throw new AssertionError("looked at");
        });
        try {
            refuse(10, "sign-in-required");
        } finally {
            CurrentRequest.leave(before);
        }
        assertThat(lines).hasSize(MOST);
    }

    /** In random order, with random reasons and pauses. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linesAndCountsAddUpToAllRefusals(long seed) {
        Random random = new Random(seed);
        Map<String, Long> there = new HashMap<>();
        Map<String, Long> written = new HashMap<>();
        int minutes = 0;
        for (int i = 0; i < 2_000; i++) {
            String reason = "reason-" + random.nextInt(4);
            int times = random.nextInt(5);
            refuse(times, reason);
            there.merge(reason, (long) times, Long::sum);
            if (random.nextInt(20) == 0) {
                Duration gap = Duration.ofSeconds(random.nextInt(90));
                minutes += 2;
                pass(gap);
            }
        }
        observers.close();
        for (String line : lines) {
            String reason = line.replaceFirst(".*\"reason\":\"([^\"]+)\".*", "$1");
            written.merge(reason, countIn(line), Long::sum);
        }
        assertThat(written).isEqualTo(there);
        // own lines and one number, for each reason and each minute that was begun
        assertThat(lines).hasSizeLessThanOrEqualTo((MOST + 1) * 4 * (minutes + 1));
    }

    /** Keeps lines. */
    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return AuditLog.NAME;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable e) {
            lines.add(String.valueOf(message));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... args) {
            lines.add(String.valueOf(format));
        }
    }
}
