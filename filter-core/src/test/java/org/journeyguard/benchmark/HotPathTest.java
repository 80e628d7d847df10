package org.journeyguard.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.util.Collection;
import org.journeyguard.fixtures.RegisteredEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmark measures what it says. */
class HotPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "am"})
    void measuredRequestsHaveTheOutcomeOfTheirName(String policy) throws Exception {
        HotPathBenchmark benchmark = new HotPathBenchmark();
        benchmark.policy = policy;
        benchmark.tokenLength = 110;
        benchmark.signIn();
        try {
            assertThat(benchmark.sessionHit()).extracting(Principal::getName).isEqualTo("alice");
            assertThat(benchmark.sessionFloor()).isNotNull();
            assertThat(benchmark.publicPath()).isNull();
            assertThat(benchmark.publicPathOfUser())
                    .extracting(Principal::getName)
                    .isEqualTo("alice");
            assertThat(benchmark.challenge()).isEqualTo(401);
            assertThat(benchmark.chainAlone()).isNull();
        } finally {
            benchmark.close();
        }
    }

    @Test
    void measuredTokensHaveTheOutcomeOfTheirName() throws Exception {
        BearerPathBenchmark benchmark = new BearerPathBenchmark();
        benchmark.issue();
        try {
            assertThat(benchmark.opaqueHit()).extracting(Principal::getName).isEqualTo("alice");
            assertThat(benchmark.jwtHit()).extracting(Principal::getName).isEqualTo("alice");
            assertThat(benchmark.jwtMiss()).extracting(Principal::getName).isEqualTo("alice");
            assertThat(benchmark.opaqueFloor()).isNotNull();
            assertThat(benchmark.jwtFloor()).isNotNull();
        } finally {
            benchmark.close();
        }
    }

    @Test
    void benchmarkRuns() throws RunnerException {
        Options once = new OptionsBuilder()
                .include(HotPathBenchmark.class.getSimpleName())
                .param("tokenLength", "110")
                .param("cluster", RegisteredEngine.NAME)
                .param("policy", "am")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(50))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgsAppend("-Djmh.ignoreLock=true")
                .build();

        Collection<RunResult> results = new Runner(once).run();

        assertThat(results).hasSize(6);
    }
}
