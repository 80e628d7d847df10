package org.journeyguard.internal.session;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.journeyguard.internal.cluster.LogWriter;
import org.journeyguard.internal.credential.SsoToken;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The lookup of one of many remembered sessions, in a random order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SessionLookupBenchmark {
    /** How many sessions are remembered. */
    @Param({"1000", "30000", "1000000"})
    public int sessions;

    private SessionCache cache = new SessionCache(0, LogWriter.NONE, System::nanoTime);
    private SsoToken[] tokens = {};

    /** Called by the harness. */
    @Setup
    public void fill() {
        cache = SessionMemory.filled(sessions);
        tokens = IntStream.range(0, sessions).mapToObj(SessionMemory::token).toArray(SsoToken[]::new);
    }

    /** A remembered session. */
    @Benchmark
    public @Nullable KnownSession lookup() {
        return cache.known(token());
    }

    /** The same without the cache: the larger the memory that is read, the more often the processor waits for it. */
    @Benchmark
    public int tokenAlone() {
        return token().hashCode();
    }

    private SsoToken token() {
        return tokens[ThreadLocalRandom.current().nextInt(sessions)];
    }
}
