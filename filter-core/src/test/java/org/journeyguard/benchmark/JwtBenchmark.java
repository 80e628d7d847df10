package org.journeyguard.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.journeyguard.fixtures.JwtCheck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An access token of AM's that nobody has seen before, from the text to the claims. On one thread; keys are in memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JwtBenchmark {
    private final BooleanSupplier rs256 = JwtCheck.rs256();
    private final BooleanSupplier es256 = JwtCheck.es256();
    private final BooleanSupplier edDsa = JwtCheck.edDsa();

    /** RSA, 2,048 bits. */
    @Benchmark
    public boolean rs256() {
        return rs256.getAsBoolean();
    }

    /** P-256 by the JDK. */
    @Benchmark
    public boolean es256() {
        return es256.getAsBoolean();
    }

    /**
     * P-256 by BouncyCastle.
     *
     * @param installed for as long as it is measured
     */
    @Benchmark
    public boolean es256ByBouncyCastle(BouncyCastleFirst installed) {
        return es256.getAsBoolean();
    }

    /** Ed25519 by the JDK. */
    @Benchmark
    public boolean edDsa() {
        return edDsa.getAsBoolean();
    }
}
