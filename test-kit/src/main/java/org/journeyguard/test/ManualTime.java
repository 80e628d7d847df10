package org.journeyguard.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes when a test says so: a wall clock, and monotonic time that no change of the wall clock moves. */
public final class ManualTime extends Clock {
    /** When every test begins. */
    public static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Instant wall = START;
    // close to the overflow, where a comparison by < instead of by difference goes wrong
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    /** Lets time pass. */
    public synchronized void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets the wall clock. */
    public synchronized void setWallClock(Instant now) {
        wall = now;
    }

    /** Monotonic time. */
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
